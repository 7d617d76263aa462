using Mcp.Tools.Runners.GitHub.ScaleSets;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Lifecycle;
using Mcp.Tools.Runners.Planning;

namespace Mcp.Tools.Runners.DemandSources.ScaleSets;

/// <summary>How many runners a pool's set may have, those included that it has (pure). The service assigns no more jobs.</summary>
internal static class ScaleSetRoom
{
    public static int Of(
        RunnerPool pool, ScaleSetAddress address, IReadOnlyCollection<RunnerPool> pools, IReadOnlyCollection<RunnerInfo> fleet, PlanLimits limits, AutoscalerControl? control)
    {
        var runners = fleet.Count(runner => runner.Pool == pool.Name && runner.ScaleSetId is not null && RunnerTransitions.TakesCapacity(runner));
        if (control is { Paused: true })
        {
            return runners;
        }

        var capacity = new Capacity(limits, pools, fleet);
        while (Next(address, runners) is var repository && capacity.Refusal(pool, repository) is null)
        {
            capacity.Take(pool.Name, repository);
            runners++;
        }

        return runners;
    }

    /// <summary>Each further runner may be for another repository, unless there is but one.</summary>
    private static RepositoryName Next(ScaleSetAddress address, int number) =>
        RepositoryName.Parse(FormattableString.Invariant($"{address.Owner}/{address.Repository ?? FormattableString.Invariant($"any-{number}")}"));
}
