using System.ComponentModel;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Reports;

/// <summary>One step of a runner's life.</summary>
internal sealed record RunnerStep
{
    public required DateTimeOffset At { get; init; }

    public string? From { get; init; }

    public required string To { get; init; }

    [Description("How long it then stayed in that state; absent for the state that it is in.")]
    public double? LastedSeconds { get; init; }

    public string? Reason { get; init; }

    [Description("The term of the lease under which it was written; absent for a front end's intent.")]
    public long? Epoch { get; init; }

    public static RunnerStep Of(RunnerTransition step, RunnerTransition? next) => new()
    {
        At = step.At,
        From = step.From is { } from ? Wording.Of(from) : null,
        To = Wording.Of(step.To),
        LastedSeconds = next is null ? null : Seconds.Between(step.At, next.At),
        Reason = step.Reason is null ? null : VisibleText.Line(step.Reason, 300),
        Epoch = step.Epoch,
    };
}
