using System.Collections.Immutable;

namespace Mcp.Tools.Runners;

/// <summary>The engine, as it answered.</summary>
/// <param name="Available">Whether it answered.</param>
/// <param name="AsOf">When it was asked.</param>
/// <param name="Problem">Why not, and what to do.</param>
/// <param name="Engine">Name and version, for example <c>Docker 20.10.24 (API 1.41)</c>.</param>
/// <param name="Architecture">The engine's architecture; null if GitHub has no runner for it, or if unknown.</param>
/// <param name="Processors">Processors of the engine's host.</param>
/// <param name="MemoryBytes">Memory of the engine's host in bytes.</param>
/// <param name="Warnings">What weakens isolation on this engine, for example a missing seccomp profile.</param>
/// <param name="DiskFreeBytes">What is free in bytes where the engine keeps images and containers; null: unknown, for example because the engine is on another host.</param>
/// <param name="Gpus">How many GPUs its containers may be given; null: no pool asks for one, so nobody looked.</param>
public sealed record LauncherStatus(
    bool Available,
    DateTimeOffset AsOf,
    string? Problem,
    string? Engine,
    RunnerArchitecture? Architecture,
    int? Processors,
    long? MemoryBytes,
    ImmutableArray<string> Warnings,
    long? DiskFreeBytes = null,
    int? Gpus = null)
{
    /// <summary>The GPUs one by one, with what shows them and what is missing; null: no pool asks for one, so nobody looked.</summary>
    public GpuInventory? GpuInventory { get; init; }

    /// <summary>The runtimes that pools may name; null: unknown.</summary>
    public ImmutableArray<string>? Runtimes { get; init; }

    /// <summary>What the engine is and can do, in words such as <c>rootless</c> or <c>cgroup namespaces</c>; null: unknown.</summary>
    public ImmutableArray<string>? Features { get; init; }

    /// <summary>The proxies of the pools that have one; null: no pool has.</summary>
    public ImmutableArray<EgressProxy>? Egress { get; init; }
}
