using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Reports;

/// <summary>One pass of the autoscaler.</summary>
internal sealed record PassReading(
    DateTimeOffset StartedAt, long AgeSeconds, long DurationMs, string Trigger, string Demand, int QueuedJobs, int Starts, int Waits, int Refusals, string? Problem)
{
    public static PassReading Of(PassRecord pass, DateTimeOffset now) => new(
        pass.StartedAt,
        Math.Max(0, (long)(now - pass.StartedAt).TotalSeconds),
        (long)pass.Duration.TotalMilliseconds,
        pass.Trigger,
        Wording.Of(pass.Demand),
        pass.QueuedJobs,
        pass.Starts,
        pass.Waits,
        pass.Refusals,
        pass.Problem is null ? null : Wording.Clip(pass.Problem, 500));
}
