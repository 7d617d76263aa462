using System.Collections.Immutable;
using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Lifecycle.Sweeping;

namespace Mcp.Tools.Runners.Reports;

/// <summary>What is left over by GitHub's listings, the autoscaler's view of containers and the ledger, and what was cleaned up lately.</summary>
/// <param name="Situation">The ledger, read after GitHub.</param>
/// <param name="Repositories">What GitHub lists, by repository.</param>
/// <param name="Containers">The containers that are not plainly in order; null: no autoscaler has told of any.</param>
/// <param name="ContainersCut">Whether there are more of them than were told.</param>
/// <param name="Leftovers">What would be done, and what is left alone.</param>
/// <param name="OfOthers">Registered runners that are not this controller's.</param>
/// <param name="Recent">The last clean-ups, newest first.</param>
internal sealed record CleanUpReading(
    Situation Situation,
    ImmutableArray<RepositoryRunners> Repositories,
    SeenContainers? Containers,
    bool ContainersCut,
    ImmutableArray<Leftover> Leftovers,
    int OfOthers,
    ImmutableArray<CleanUp> Recent)
{
    /// <summary>What would be done, bounded: the rest follows with the next call.</summary>
    public ImmutableArray<Leftover> ToDo => [.. Leftovers.Where(leftover => leftover.Action != LeftoverAction.Leave).Take(Sweep.Most)];
}
