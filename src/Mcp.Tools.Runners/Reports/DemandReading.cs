using System.Collections.Immutable;
using System.ComponentModel;

namespace Mcp.Tools.Runners.Reports;

/// <summary>How well the queues are known.</summary>
internal sealed record DemandReading
{
    [Description("complete: exactly these jobs; floor: at least these; stale: read too long ago; unknown: not read, which is not zero.")]
    public required string Quality { get; init; }

    public Provenance? Seen { get; init; }

    [Description("Repositories that could not be read, with the reason.")]
    public required ImmutableArray<UnreadRepository> Unread { get; init; }

    public static DemandReading Of(Situation situation)
    {
        if (situation.Demand is not { } demand)
        {
            return new() { Quality = "unknown", Unread = [] };
        }

        return new()
        {
            Quality = demand.Quality == DemandQuality.Unknown ? "unknown" : situation.DemandIsStale ? "stale" : Wording.Of(demand.Quality),
            Seen = Provenance.Of(demand.Source, demand.AsOf, situation.Now),
            Unread = UnreadRepository.List(demand.Unread.Select(entry => (entry.Key, entry.Value))),
        };
    }
}
