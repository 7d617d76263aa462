using System.Collections.Immutable;

namespace Mcp.Tools.Runners.Reports;

/// <summary>Puts together what fails alike: the same job of the same workflow, in the same step, with the same error where it is known. Pure.</summary>
internal static class FailureGroups
{
    private const int ShownRuns = 5;

    /// <param name="failures">Runs with the jobs that failed in them.</param>
    public static ImmutableArray<FailureGroup> Of(IEnumerable<(GitHub.WorkflowRun Run, WorkflowJob Job)> failures, IReadOnlyDictionary<long, FailedJobLog> logs) =>
    [
        .. failures
            .GroupBy(failure => new Key(
                failure.Run.Repository,
                failure.Run.WorkflowPath ?? failure.Run.WorkflowName ?? "",
                failure.Job.Name,
                failure.Job.FailedStep,
                logs.GetValueOrDefault(failure.Job.Id)?.Error is { } error ? ErrorShape.Of(error) : null))
            .Select(same => Describe(same.Key, [.. same.Select(failure => failure.Run).DistinctBy(run => run.Id).OrderByDescending(FailedRuns.Key)]))
            .OrderByDescending(group => group.Runs)
            .ThenByDescending(group => group.Last),
    ];

    private static FailureGroup Describe(Key key, List<GitHub.WorkflowRun> runs) => new()
    {
        Repository = key.Repository.ToString(),
        Workflow = VisibleText.Line(runs[0].WorkflowName ?? runs[0].WorkflowPath ?? "unnamed", 80),
        Job = VisibleText.Line(key.Job, 80),
        Step = key.Step is { } step ? VisibleText.Line(step, 80) : null,
        Error = key.Error,
        Runs = runs.Count,
        First = runs[^1].CreatedAt,
        Last = runs[0].CreatedAt,
        RunIds = [.. runs.Take(ShownRuns).Select(run => run.Id)],
    };

    private sealed record Key(RepositoryName Repository, string Workflow, string Job, string? Step, string? Error);
}
