using System.Collections.Immutable;

namespace Mcp.Tools.Runners.Ledger;

/// <summary>The containers that are not plainly in order, as the autoscaler last saw them: a front end has no right to ask the engine.</summary>
/// <param name="Containers">Bounded.</param>
/// <param name="Total">How many there are in all.</param>
internal sealed record ContainerStatus(ImmutableArray<ContainerEntry> Containers, int Total);
