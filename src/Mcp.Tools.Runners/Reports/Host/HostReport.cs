using System.Collections.Immutable;
using Mcp.Tools.Runners.Planning;

namespace Mcp.Tools.Runners.Reports.Host;

/// <summary>What the host has for runners. The engine's part comes from the autoscaler, which alone may ask it. Pure.</summary>
internal static class HostReport
{
    /// <param name="limit">Pools at most.</param>
    public static HostDescription Of(Situation situation, FrontEndHost frontEnd, int limit)
    {
        var engine = situation.Engine;
        var seen = engine is { Available: true } ? Provenance.Of("docker", engine.AsOf, situation.Now) : null;
        var unknown = Unknown(situation);
        var taken = new Capacity(situation.Limits, situation.Options.EffectivePools, situation.Fleet);
        var images = ImageReading.Of(situation);
        var pools = situation.Options.EffectivePools.Select(pool => PoolNeeds.Of(situation, pool, images.FirstOrDefault(image => image.Pool == pool.Name))).ToImmutableArray();
        return new()
        {
            Summary = Summary(situation, pools),
            NextSteps = NextSteps(situation, pools),
            Architecture = HostFact.Of(engine?.Architecture is { } known ? HostArchitecture.ToLabel(known) : null, seen is null ? unknown : "GitHub has no runner for the engine's architecture.", seen),
            Processors = HostFact.Of(engine?.Processors, unknown, seen),
            ProcessorsPromised = taken.Processors,
            Memory = HostFact.Of(engine?.MemoryBytes, unknown, seen),
            MemoryForRunners = HostFact.Of(situation.Limits.MemoryBytes, unknown, seen),
            MemoryPromised = taken.MemoryBytes,
            DiskFree = HostFact.Of(engine?.DiskFreeBytes, seen is null ? unknown : "The engine is on another host, or does not say where it keeps its data.", seen),
            DiskMinimum = situation.Options.MinimumFreeDiskBytes,
            Gpus = HostFact.Of(engine?.Gpus, seen is null ? unknown : "No pool asks for GPUs, so nobody looked. Set 'gpus' of a pool, and the autoscaler looks.", seen),
            GpusGiven = taken.Gpus,
            GpuEvidence = engine?.GpuInventory is { } inventory ? GpuReading.Of(inventory) : null,
            Engine = EngineDescription.Of(situation),
            MaxRunners = situation.MaxRunners,
            PlacesUsed = situation.Occupants.Count(),
            Pools = [.. pools.Take(limit)],
            FrontEnd = frontEnd,
            AutoscalerAlive = situation.AutoscalerLives,
            Seen = Provenance.Of("ledger", situation.Now, situation.Now),
        };
    }

    private static string Unknown(Situation situation) => situation.Engine switch
    {
        null => $"No autoscaler has asked the engine. Start one: {Situation.StartCommand}.",
        { Available: false } => "The engine did not answer the autoscaler.",
        _ => "The engine does not say.",
    };

    private static string Summary(Situation situation, ImmutableArray<PoolNeeds> pools)
    {
        if (situation.Engine is not { } engine)
        {
            return $"What the host has is unknown: no autoscaler has asked its engine. {situation.NoAutoscaler}";
        }

        var age = Wording.Of(situation.Now - engine.AsOf);
        if (!engine.Available)
        {
            return $"What the host has is unknown: its engine did not answer {age} ago.";
        }

        var gpus = engine.Gpus is { } count ? Wording.Count(count, "GPU") : "GPUs unknown";
        var memory = engine.MemoryBytes is { } bytes ? FormattableString.Invariant($"{bytes >> 30} GiB of memory") : "memory unknown";
        var gaps = pools.Count(pool => pool.Missing is not null);
        return FormattableString.Invariant($"{(engine.Architecture is { } known ? HostArchitecture.ToLabel(known) : "An architecture that GitHub has no runner for")}, {engine.Processors} processors, {memory}, {gpus} ({engine.Engine}, asked {age} ago). Room for {pools.Sum(pool => pool.FitsNow == 0 ? 0 : 1)} of {Wording.Count(pools.Length, "pool")} now{(gaps == 0 ? "" : $"; something is missing for {Wording.Count(gaps, "pool")}")}.");
    }

    private static ImmutableArray<string> NextSteps(Situation situation, ImmutableArray<PoolNeeds> pools)
    {
        var steps = ImmutableArray.CreateBuilder<string>();
        if (!situation.AutoscalerLives)
        {
            steps.Add(situation.NoAutoscaler);
        }

        if (situation.Engine is { Available: false } engine)
        {
            steps.Add($"Get the engine to answer (docker info): {Wording.Clip(engine.Problem ?? "no reason given.", 300)}");
        }

        steps.AddRange(pools.Where(pool => pool.Missing is not null).Take(5).Select(pool => $"Pool '{pool.Pool}': {pool.Missing!.Value[0]}"));
        if (situation.Engine?.Warnings is { IsDefaultOrEmpty: false })
        {
            steps.Add("See to the engine's warnings.");
        }

        if (steps.Count == 0)
        {
            steps.Add("Nothing to do. queue_status shows what runs on it.");
        }

        return steps.ToImmutable();
    }
}
