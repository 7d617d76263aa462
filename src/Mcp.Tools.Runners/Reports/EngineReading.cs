using System.Collections.Immutable;
using System.ComponentModel;

namespace Mcp.Tools.Runners.Reports;

/// <summary>The Docker engine, as the autoscaler last saw it.</summary>
internal sealed record EngineReading
{
    [Description("available, unavailable, or unknown where no autoscaler has asked it.")]
    public required string State { get; init; }

    public string? Engine { get; init; }

    public string? Problem { get; init; }

    public ImmutableArray<string>? Warnings { get; init; }

    [Description("The proxies of the pools whose runners reach named hosts only; absent: no pool has one.")]
    public ImmutableArray<EgressReading>? Egress { get; init; }

    public Provenance? Seen { get; init; }

    public static EngineReading Of(Situation situation) => situation.Engine is not { } engine
        ? new() { State = "unknown" }
        : new()
        {
            State = engine.Available ? "available" : "unavailable",
            Engine = engine.Engine,
            Problem = engine.Problem,
            Warnings = engine.Warnings.IsDefaultOrEmpty ? null : engine.Warnings,
            Egress = EgressReading.Of(engine),
            Seen = Provenance.Of("docker", engine.AsOf, situation.Now),
        };
}
