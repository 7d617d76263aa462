using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Planning;

/// <summary>The limits that hold for all pools together. Null: no limit, or what the engine has is unknown.</summary>
/// <param name="MaxRunners">Runners at once.</param>
/// <param name="MemoryBytes">What all runners together may be promised.</param>
/// <param name="Processors">What all runners together may be promised.</param>
/// <param name="Gpus">How many there are to be given out, each to one runner.</param>
/// <param name="Disk">What is free on the engine's disk, and what must stay so.</param>
/// <param name="RegistrationTimeout">From started to online, at most.</param>
/// <param name="IdleTimeout">How long an idle runner is kept.</param>
internal sealed record PlanLimits(
    int MaxRunners, long? MemoryBytes, double? Processors, int? Gpus, DiskHeadroom? Disk, TimeSpan RegistrationTimeout, TimeSpan IdleTimeout)
{
    /// <summary>What is configured, what the engine has and what people have set, as one.</summary>
    /// <param name="engine">Null: it was never asked.</param>
    public static PlanLimits Of(RunnersOptions configured, LauncherStatus? engine, AutoscalerControl? control) => new(
        control?.MaxRunners ?? configured.MaxRunners,
        engine?.MemoryBytes is { } all ? Math.Max(0, all - configured.ReservedMemoryBytes) : null,
        configured.MaxProcessors,
        engine?.Gpus,
        engine?.DiskFreeBytes is { } free ? new(free, configured.MinimumFreeDiskBytes) : null,
        configured.RegistrationTimeout,
        configured.IdleTimeout);
}
