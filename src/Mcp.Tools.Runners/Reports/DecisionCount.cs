using System.ComponentModel;

namespace Mcp.Tools.Runners.Reports;

/// <summary>Waiting jobs about which the same decision is in force.</summary>
internal sealed record DecisionCount
{
    [Description("start, serve, wait, refuse; undecided: no pass has decided yet.")]
    public required string Decision { get; init; }

    [Description("The reason as a stable word.")]
    public required string Code { get; init; }

    public required int Jobs { get; init; }

    [Description("The job among them that waits longest; explain_job says what would make it run.")]
    public required long OldestJobId { get; init; }

    [Description("The reason in words, of that job.")]
    public string? Reason { get; init; }

    [Description("When the latest of these decisions was last confirmed.")]
    public DateTimeOffset? ConfirmedAt { get; init; }
}
