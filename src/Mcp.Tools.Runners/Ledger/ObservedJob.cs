namespace Mcp.Tools.Runners.Ledger;

/// <summary>A job as it was last seen, by whom and when.</summary>
/// <param name="GoneAt">When a complete reading did not show it among waiting and running jobs any more, before its end was seen.</param>
internal sealed record ObservedJob(WorkflowJob Job, string Source, DateTimeOffset FirstSeenAt, DateTimeOffset LastSeenAt, DateTimeOffset? GoneAt);
