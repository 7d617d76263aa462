using System.Collections.Immutable;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Reports;

/// <summary>Describes a workflow run by its jobs. Pure.</summary>
internal static class RunReport
{
    /// <param name="rows">The run's jobs; at least one.</param>
    public static RunJobList Of(Situation situation, RepositoryName repository, long run, IReadOnlyList<ObservedJob> rows, Func<long, Decision?> decision, int limit)
    {
        var counts = rows.GroupBy(row => Wording.Of(row.Job.Status)).ToImmutableSortedDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        var each = string.Join(", ", counts.Select(count => FormattableString.Invariant($"{count.Value} {count.Key}")));
        var waiting = rows.FirstOrDefault(row => row.Job.Status == JobStatus.Queued);
        return new()
        {
            Summary = $"The run {run} of {repository}: {Wording.Count(rows.Count, "job")}, {each}; last told of {Wording.Of(situation.Now - rows.Max(row => row.LastSeenAt))} ago.",
            NextSteps = waiting is null ? ["Nothing to do."] : [FormattableString.Invariant($"explain_job with job \"{waiting.Job.Id}\" says why a job of it waits.")],
            Repository = repository.ToString(),
            RunId = run,
            Total = rows.Count,
            Truncated = rows.Count > limit,
            ByStatus = counts,
            Jobs = [.. rows.Take(limit).Select(row => JobsReport.Describe(row, row.Job.Status == JobStatus.Queued ? decision(row.Job.Id) : null, situation.Now))],
        };
    }
}
