namespace Mcp.Tools.Runners.DemandSources;

/// <summary>How often repositories are read.</summary>
/// <param name="Interval">Active ones, and all where they are few.</param>
/// <param name="Quiet">The longest time after which a quiet one is read again.</param>
internal readonly record struct PollPeriods(TimeSpan Interval, TimeSpan Quiet);
