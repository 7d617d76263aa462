namespace Mcp.Tools.Runners.Ledger;

/// <summary>A clean-up that was asked for, and how it ended.</summary>
/// <param name="RequestedBy">The client, or <c>autoscaler</c> for its own sweep.</param>
/// <param name="Outcome">Null: it has not ended yet.</param>
/// <param name="Detail">The outcome in words.</param>
internal sealed record CleanUp(
    long Sequence, NewCleanUp What, string RequestedBy, DateTimeOffset RequestedAt, CleanUpOutcome? Outcome, string? Detail, DateTimeOffset? EndedAt);
