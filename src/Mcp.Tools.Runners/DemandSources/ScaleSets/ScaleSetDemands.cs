using System.Collections.Immutable;
using Mcp.Tools.Runners.GitHub.ScaleSets;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Planning;
using Microsoft.Extensions.Options;

namespace Mcp.Tools.Runners.DemandSources.ScaleSets;

/// <summary>What the pools' scale sets ask for now, by pool, for the planner.</summary>
internal sealed class ScaleSetDemands(IOptions<RunnersOptions> options, ScaleSetBoard board, ScaleSetLedger ledger)
{
    public ImmutableDictionary<string, ScaleSetDemand> Read() => options.Value.EffectivePools
        .Select(Of)
        .OfType<(string Pool, ScaleSetDemand Demand)>()
        .ToImmutableDictionary(found => found.Pool, found => found.Demand, StringComparer.Ordinal);

    private (string Pool, ScaleSetDemand Demand)? Of(RunnerPool pool)
    {
        if (board.Get(pool.Name) is not { } reading)
        {
            return null;
        }

        var entry = ledger.Get(pool.Name);
        var address = ScaleSetAddress.Parse(reading.Place);
        var only = address.Repository is { } repository ? RepositoryName.Parse($"{address.Owner}/{repository}") : ledger.LastRepository(pool.Name);
        return (pool.Name, new(reading.Name, entry?.SetId ?? 0, address, reading.State, entry?.Statistics?.TotalAssignedJobs ?? 0, only));
    }
}
