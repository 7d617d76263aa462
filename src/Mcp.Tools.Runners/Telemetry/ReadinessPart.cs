namespace Mcp.Tools.Runners.Telemetry;

/// <summary>One thing that must work for jobs to be served.</summary>
/// <param name="State">Whether it works; unknown where nobody has looked lately.</param>
/// <param name="AsOf">When that was seen; null: never.</param>
/// <param name="Age">How long ago.</param>
/// <param name="Problem">Why not, and what to do.</param>
public sealed record ReadinessPart(ReadinessState State, DateTimeOffset? AsOf, TimeSpan? Age, string? Problem);
