using System.Collections.Immutable;

namespace Mcp.Tools.Runners.DemandSources;

/// <summary>What a pass reads. What is in neither list keeps its last reading.</summary>
/// <param name="HeldUp">Repositories that were to be read and may not be, with the reason.</param>
internal sealed record PollPlan(ImmutableArray<PollTurn> Turns, ImmutableDictionary<RepositoryName, string> HeldUp);
