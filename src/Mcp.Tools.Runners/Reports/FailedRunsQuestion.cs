using System.Collections.Immutable;

namespace Mcp.Tools.Runners.Reports;

/// <summary>Which failed runs are asked for.</summary>
/// <param name="Repository">Null: all that are served.</param>
/// <param name="Architecture">Only runs with a failed job for it; null: all.</param>
/// <param name="After">The last run of the page before.</param>
internal sealed record FailedRunsQuestion(
    RepositoryName? Repository, DateTimeOffset Since, ImmutableArray<string> Conclusions, RunnerArchitecture? Architecture, PageKey? After, int Limit);
