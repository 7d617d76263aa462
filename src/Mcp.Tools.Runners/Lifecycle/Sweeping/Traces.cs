using System.Collections.Immutable;
using Mcp.Tools.Runners.GitHub;

namespace Mcp.Tools.Runners.Lifecycle.Sweeping;

/// <summary>What there is of runners on GitHub, on the engine and in the ledger.</summary>
/// <param name="ControllerId">Whose leftovers are looked for; nothing else is ever one.</param>
/// <param name="Listings">What GitHub lists, by repository.</param>
/// <param name="Containers">The containers of this controller; null: unknown.</param>
/// <param name="Rows">The open rows, and those that the names and labels of the others point to; read last.</param>
/// <param name="UnderWay">The ids of runners that somebody is just working on.</param>
internal sealed record Traces(
    string ControllerId,
    ImmutableArray<RepositoryRunners> Listings,
    SeenContainers? Containers,
    ImmutableArray<RunnerInfo> Rows,
    ImmutableHashSet<string> UnderWay);
