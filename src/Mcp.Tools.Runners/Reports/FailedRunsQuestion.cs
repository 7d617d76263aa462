using System.Collections.Immutable;

namespace Mcp.Tools.Runners.Reports;

/// <summary>Which failed runs are asked for.</summary>
/// <param name="Repository">Null: all that are served.</param>
/// <param name="Architecture">Only runs with a failed job for it; null: all.</param>
/// <param name="After">The last run of the page before.</param>
internal sealed record FailedRunsQuestion(
    RepositoryName? Repository, DateTimeOffset Since, ImmutableArray<string> Conclusions, RunnerArchitecture? Architecture, PageKey? After, int Limit)
{
    /// <summary>Only runs created at or before it; null: until now.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Whether the logs of the page's failed jobs are read too.</summary>
    public bool Logs { get; init; }
}
