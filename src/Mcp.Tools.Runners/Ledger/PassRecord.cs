namespace Mcp.Tools.Runners.Ledger;

/// <summary>One pass of the scaling loop: what it saw and did, and what it cost.</summary>
/// <param name="Trigger">Why it ran: <c>interval</c>, <c>event</c>, <c>doorbell</c>, <c>start</c>.</param>
/// <param name="Problem">What went wrong, if anything did.</param>
internal sealed record PassRecord(
    DateTimeOffset StartedAt,
    TimeSpan Duration,
    string Trigger,
    DemandQuality Demand,
    int QueuedJobs,
    int Starts,
    int Waits,
    int Refusals,
    long CountedRequests,
    long NotModified,
    string? Problem);
