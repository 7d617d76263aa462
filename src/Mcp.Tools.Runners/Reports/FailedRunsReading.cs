using System.Collections.Immutable;
using Mcp.Tools.Runners.GitHub;

namespace Mcp.Tools.Runners.Reports;

/// <summary>What GitHub answered.</summary>
/// <param name="Runs">The runs, newest first.</param>
/// <param name="Jobs">The jobs of the runs that were looked into, or why they could not be read.</param>
/// <param name="Cut">Whether a listing was cut, so that there are more.</param>
/// <param name="Read">The repositories that could be read.</param>
internal sealed record FailedRunsReading(
    ImmutableArray<WorkflowRun> Runs,
    ImmutableDictionary<long, RunJobs> Jobs,
    bool Cut,
    ImmutableArray<RepositoryName> Read,
    ImmutableArray<(string Repository, string Reason)> Unread,
    DateTimeOffset AsOf)
{
    /// <summary>What the logs say of failed jobs, by job id, where they were read.</summary>
    public ImmutableDictionary<long, FailedJobLog> Logs { get; init; } = ImmutableDictionary<long, FailedJobLog>.Empty;
}
