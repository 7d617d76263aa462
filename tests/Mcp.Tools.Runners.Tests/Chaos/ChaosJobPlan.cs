using System.Collections.Immutable;

namespace Mcp.Tools.Runners.Tests.Chaos;

/// <param name="Ours">Whether some pool has all of the labels.</param>
internal sealed record ChaosJobPlan(ImmutableArray<string> Labels, TimeSpan Duration, bool Ours);
