namespace Mcp.Tools.Runners.DemandSources;

/// <summary>What is known of one repository.</summary>
/// <param name="ActiveAt">The last push, run or runner.</param>
/// <param name="RunsSeenAt">When runs were seen last; null: never.</param>
/// <param name="RunningKnown">Whether its running runs were read once, so that asking again is free.</param>
internal sealed record PollHistoryEntry(DateTimeOffset ActiveAt, DateTimeOffset? RunsSeenAt, bool RunningKnown);
