using System.Collections.Immutable;
using System.ComponentModel;

namespace Mcp.Tools.Runners.Reports;

/// <summary>The answer of <c>get_runner</c>.</summary>
internal sealed record RunnerDescription : Answer
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Pool { get; init; }

    public required string Repository { get; init; }

    public required ImmutableArray<string> Labels { get; init; }

    [Description("requested, reserved, registered, created, started, online, busy, finished, retiring, failed, quarantined, expired or removed.")]
    public required string State { get; init; }

    public required DateTimeOffset StateSince { get; init; }

    public required long StateAgeSeconds { get; init; }

    [Description("Why it is in that state.")]
    public string? Reason { get; init; }

    [Description("autoscaler, or the tool that asked for it.")]
    public required string RequestedBy { get; init; }

    [Description("The job that it was started for; it may serve another one with the same labels.")]
    public long? RequestedForJobId { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? BusyAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    [Description("The container's exit code. It says how the runner's listener ended, never how the job did.")]
    public int? ExitCode { get; init; }

    public long? GithubRunnerId { get; init; }

    public string? ContainerId { get; init; }

    [Description("The ledger's row.")]
    public required Provenance Seen { get; init; }

    [Description("Where the container's part comes from, and how old it is.")]
    public required string ContainerView { get; init; }

    public required RunnerOnGitHub Github { get; init; }

    [Description("The job that it serves or served; absent where none is known.")]
    public RunnerJob? Job { get; init; }

    [Description("Its history, oldest first, the last 30 steps at most.")]
    public required ImmutableArray<RunnerStep> Transitions { get; init; }

    [Description("The end of its container's log; absent until it has ended.")]
    public RunnerLog? LogTail { get; init; }
}
