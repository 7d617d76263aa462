using System.Collections.Immutable;
using System.ComponentModel;

namespace Mcp.Tools.Runners.Reports;

/// <summary>The runners of this controller, by the ledger's rows.</summary>
internal sealed record FleetReading
{
    [Description("Places taken, starting and ending runners included.")]
    public required int Used { get; init; }

    [Description("Places there are on this host.")]
    public required int Of { get; init; }

    [Description("How many runners are in which state; states without one are left out.")]
    public required ImmutableSortedDictionary<string, int> ByState { get; init; }

    public required Provenance Seen { get; init; }

    public static FleetReading From(Situation situation) => new()
    {
        Used = situation.Occupants.Count(),
        Of = situation.MaxRunners,
        ByState = situation.Fleet
            .GroupBy(runner => Wording.Of(runner.State))
            .ToImmutableSortedDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal),
        Seen = Provenance.Of("ledger", situation.Now, situation.Now),
    };
}
