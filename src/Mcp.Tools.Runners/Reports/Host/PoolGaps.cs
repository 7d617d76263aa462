namespace Mcp.Tools.Runners.Reports.Host;

/// <summary>What a pool needs and the host does not have. Pure. What is unknown is no gap.</summary>
internal static class PoolGaps
{
    public static IReadOnlyList<string> Find(Situation situation, RunnerPool pool, ImageReading? image)
    {
        var gaps = new List<string>();
        if (situation.Engine is not { Available: true } engine)
        {
            return gaps;
        }

        if (engine.Architecture is { } has && has != pool.Architecture)
        {
            gaps.Add($"It is for {HostArchitecture.ToLabel(pool.Architecture)} and the engine is {HostArchitecture.ToLabel(has)}: only emulation could run it. Change its architecture, or run an autoscaler on such a machine.");
        }

        if (engine.Processors is { } processors && pool.Resources.Processors > processors)
        {
            gaps.Add(FormattableString.Invariant($"It asks for {pool.Resources.Processors} processors and the host has {processors}: its runners get {processors}."));
        }

        if (situation.Limits.MemoryBytes is { } memory && pool.Resources.MemoryBytes > memory)
        {
            gaps.Add(FormattableString.Invariant($"It asks for {pool.Resources.MemoryBytes >> 20} MiB of memory and all runners together may have {memory >> 20} MiB: lower resources.memoryBytes or reservedMemoryBytes."));
        }

        if (pool.Gpus > 0 && (engine.Gpus ?? 0) < pool.Gpus)
        {
            gaps.Add(FormattableString.Invariant($"It asks for {Wording.Count(pool.Gpus, "GPU")} and {engine.Gpus ?? 0} can be given out: 'gpus' says what is missing. Mend that, or set the pool's gpus to 0."));
        }

        if (pool.Runtime is { } runtime && engine.Runtimes is { IsDefault: false } runtimes && !runtimes.Contains(runtime))
        {
            gaps.Add($"It names the runtime '{runtime}' and the engine has {(runtimes.IsEmpty ? "told of none" : string.Join(", ", runtimes))}: install it, or change the pool's runtime.");
        }

        if (situation.Limits.Disk is { IsTooLittle: true })
        {
            gaps.Add("Too little is free on the engine's disk: 'docker system df' shows what takes it.");
        }

        if (image?.Problem is { } problem)
        {
            gaps.Add($"Its image could not be pulled anew: {problem}");
        }

        return gaps;
    }
}
