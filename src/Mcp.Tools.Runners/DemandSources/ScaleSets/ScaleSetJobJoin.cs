using Mcp.Tools.Runners.GitHub.ScaleSets;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.DemandSources.ScaleSets;

/// <summary>
/// Which job of the REST API an entry is about (pure). The service's ids are its own, so what is left is the run, which it often leaves out,
/// and the job's name; where more than one job fits, nobody knows.
/// </summary>
internal static class ScaleSetJobJoin
{
    /// <param name="known">The jobs of the entry's run.</param>
    /// <returns>The job as the entry tells it; null: it cannot be told which it is.</returns>
    public static WorkflowJob? Find(ScaleSetJob entry, IEnumerable<ObservedJob> known)
    {
        if (entry.WorkflowRunId is not { } run || entry.Repository is not { } repository || entry.DisplayName is not { } name)
        {
            return null;
        }

        var candidates = known
            .Select(observed => observed.Job)
            .Where(job => job.RunId == run && job.Repository == repository && job.Name == name && SameLabels(job, entry))
            .ToList();

        // A run again has jobs of the same names: the one that has ended is not meant, unless by the runner that ran it.
        var open = candidates.Where(job => job.Status != JobStatus.Completed || (entry.RunnerName is not null && job.RunnerName == entry.RunnerName)).ToList();
        return open is [var only] ? Told(only, entry) : null;
    }

    private static bool SameLabels(WorkflowJob job, ScaleSetJob entry) =>
        entry.Labels.IsEmpty || job.Labels.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(entry.Labels);

    private static WorkflowJob Told(WorkflowJob job, ScaleSetJob entry) => entry.Event switch
    {
        ScaleSetJobEvent.Started => job with
        {
            Status = JobStatus.InProgress,
            StartedAt = entry.StartedAt ?? job.StartedAt,
            RunnerId = entry.RunnerId,
            RunnerName = entry.RunnerName,
        },

        // Without a runner only the assignment is over, and the job may be assigned again.
        ScaleSetJobEvent.Completed when entry.RunnerName is not null => job with
        {
            Status = JobStatus.Completed,
            Conclusion = Conclusion(entry.Result),
            StartedAt = entry.StartedAt ?? job.StartedAt,
            CompletedAt = entry.FinishedAt ?? job.CompletedAt,
            RunnerId = entry.RunnerId,
            RunnerName = entry.RunnerName,
        },
        _ => job,
    };

    /// <summary>GitHub's word for the service's.</summary>
    private static string? Conclusion(string? result) => result?.ToLowerInvariant() switch
    {
        "succeeded" or "succeededwithissues" => "success",
        "failed" => "failure",
        "canceled" or "abandoned" => "cancelled",
        var other => other,
    };
}
