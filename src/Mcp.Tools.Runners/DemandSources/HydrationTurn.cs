using Mcp.Tools.Runners.GitHub;

namespace Mcp.Tools.Runners.DemandSources;

/// <summary>A run whose jobs may be read.</summary>
/// <param name="ReadAt">When they were read last; null: never.</param>
internal readonly record struct HydrationTurn(QueueReading Reading, WorkflowRun Run, DateTimeOffset? ReadAt);
