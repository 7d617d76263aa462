using System.Collections.Immutable;

namespace Mcp.Tools.Runners.Reports;

/// <summary>Which jobs are asked for.</summary>
/// <param name="Statuses">Only jobs in one of these.</param>
/// <param name="Repository">Only this one; null: all.</param>
/// <param name="Since">Only jobs that were queued at or after it; null: whenever.</param>
internal sealed record JobsQuestion(ImmutableArray<JobStatus> Statuses, RepositoryName? Repository, DateTimeOffset? Since)
{
    public static readonly ImmutableArray<JobStatus> Open = [JobStatus.Queued, JobStatus.InProgress, JobStatus.Waiting, JobStatus.Pending];

    public static ImmutableArray<JobStatus> StatusesOf(string word) => word switch
    {
        "queued" => [JobStatus.Queued],
        "in_progress" => [JobStatus.InProgress],
        "held_back" => [JobStatus.Waiting, JobStatus.Pending],
        "completed" => [JobStatus.Completed],
        "all" => [.. Open, JobStatus.Completed],
        _ => Open,
    };
}
