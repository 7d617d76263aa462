using System.Collections.Immutable;

namespace Mcp.Tools.Runners.GitHub.ScaleSets;

/// <summary>What a scale set is to be.</summary>
/// <param name="Name">Unique in its runner group.</param>
/// <param name="RunnerGroupId">The runner group; 1 is the default one.</param>
/// <param name="Labels">What jobs may ask for. Empty: the name is the only label.</param>
public sealed record NewScaleSet(string Name, int RunnerGroupId, ImmutableArray<string> Labels);
