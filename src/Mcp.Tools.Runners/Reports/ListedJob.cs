using System.Collections.Immutable;
using System.ComponentModel;

namespace Mcp.Tools.Runners.Reports;

/// <summary>A job as the ledger has it.</summary>
internal sealed record ListedJob
{
    public required long JobId { get; init; }

    public required long RunId { get; init; }

    public required string Repository { get; init; }

    public required string Name { get; init; }

    public string? Workflow { get; init; }

    public required ImmutableArray<string> Labels { get; init; }

    [Description("queued, in_progress, waiting (for an approval), pending (for another job) or completed.")]
    public required string Status { get; init; }

    [Description("How it ended; absent while it has not.")]
    public string? Conclusion { get; init; }

    [Description("The first step that failed, once one has.")]
    public string? FailedStep { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    [Description("From queued to taken, or until now while it waits.")]
    public required long WaitedSeconds { get; init; }

    [Description("How long it ran, or runs; absent where no runner took it.")]
    public long? RanSeconds { get; init; }

    [Description("The runner that took it.")]
    public string? Runner { get; init; }

    [Description("What the autoscaler decided about it last, for a job that is queued; absent: nothing yet.")]
    public RecordedDecision? Decision { get; init; }

    [Description("Which source told of it last, and when.")]
    public required Provenance Seen { get; init; }

    public string? Url { get; init; }
}
