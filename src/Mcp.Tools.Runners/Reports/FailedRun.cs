using System.Collections.Immutable;
using System.ComponentModel;

namespace Mcp.Tools.Runners.Reports;

/// <summary>A run that failed.</summary>
internal sealed record FailedRun
{
    public required long RunId { get; init; }

    public required string Repository { get; init; }

    public required string Workflow { get; init; }

    public required string Title { get; init; }

    public string? Branch { get; init; }

    public required string Event { get; init; }

    public required string Conclusion { get; init; }

    public required int Attempt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string Url { get; init; }

    [Description("What its failed jobs ask for: x64, arm64, arm, or unspecified where nothing names one.")]
    public required ImmutableArray<string> Architectures { get; init; }

    [Description("The failed jobs, 5 at most.")]
    public required ImmutableArray<FailedJob> FailedJobs { get; init; }

    [Description("How many jobs failed; absent where they were not read.")]
    public int? FailedJobsTotal { get; init; }

    [Description("Why its jobs were not read; absent if they were.")]
    public string? JobsUnread { get; init; }
}
