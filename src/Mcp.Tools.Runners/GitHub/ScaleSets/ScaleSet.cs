using System.Collections.Immutable;

namespace Mcp.Tools.Runners.GitHub.ScaleSets;

/// <summary>A scale set as the service has it.</summary>
/// <param name="Id">The service's id.</param>
/// <param name="Name">Unique in its runner group.</param>
/// <param name="RunnerGroupId">The runner group; 1 is the default one.</param>
/// <param name="Labels">What jobs may ask for.</param>
/// <param name="Statistics">Its counts, where the service sent them.</param>
public sealed record ScaleSet(int Id, string Name, int RunnerGroupId, ImmutableArray<string> Labels, ScaleSetStatistics? Statistics = null);
