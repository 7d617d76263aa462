using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Reports;

/// <summary>A decision of the autoscaler, as recorded.</summary>
internal sealed record RecordedDecision(
    string Kind, string Code, string Text, string? Pool, string? RunnerId, DateTimeOffset FirstAt, DateTimeOffset LastAt, long AgeSeconds)
{
    public static RecordedDecision Of(Decision decision, DateTimeOffset now) => new(
        Wording.Of(decision.Kind),
        decision.Code,
        Wording.Clip(decision.Text, 500),
        decision.Pool,
        decision.RunnerId,
        decision.FirstAt,
        decision.LastAt,
        Math.Max(0, (long)(now - decision.LastAt).TotalSeconds));
}
