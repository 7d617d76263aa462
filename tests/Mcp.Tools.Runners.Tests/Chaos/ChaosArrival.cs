using System.Collections.Immutable;

namespace Mcp.Tools.Runners.Tests.Chaos;

/// <summary>A run that is queued, with its jobs.</summary>
internal sealed record ChaosArrival(string Repository, ImmutableArray<ChaosJobPlan> Jobs);
