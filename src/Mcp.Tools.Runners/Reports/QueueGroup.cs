using System.ComponentModel;

namespace Mcp.Tools.Runners.Reports;

/// <summary>Jobs that wait in one pool for one repository for one reason.</summary>
internal sealed record QueueGroup
{
    [Description("The pool that serves them; absent where no pool can.")]
    public string? Pool { get; init; }

    public required string Repository { get; init; }

    public required int Jobs { get; init; }

    public required long OldestWaitSeconds { get; init; }

    public required DateTimeOffset OldestSince { get; init; }

    [Description("The job that waits longest; ask explain_job about it.")]
    public required long OldestJobId { get; init; }

    [Description("start, serve, wait, refuse: what the autoscaler recorded; undecided: no pass has decided yet.")]
    public required string Decision { get; init; }

    public required string Code { get; init; }

    [Description("The reason in words, of the job that waits longest.")]
    public required string Reason { get; init; }

    [Description("When the autoscaler last confirmed it.")]
    public DateTimeOffset? DecidedAt { get; init; }
}
