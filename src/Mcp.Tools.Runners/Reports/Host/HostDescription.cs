using System.Collections.Immutable;
using System.ComponentModel;

namespace Mcp.Tools.Runners.Reports.Host;

/// <summary>The answer of <c>host_capabilities</c>.</summary>
internal sealed record HostDescription : Answer
{
    [Description("The engine's architecture: x64, arm64 or arm.")]
    public required HostFact Architecture { get; init; }

    public required HostFact Processors { get; init; }

    [Description("Processors that runners are promised; they may share them.")]
    public required double ProcessorsPromised { get; init; }

    [Description("Memory of the engine's host.")]
    public required HostFact Memory { get; init; }

    [Description("Memory that runners may be promised together: what the host has, less what is kept for itself.")]
    public required HostFact MemoryForRunners { get; init; }

    [Description("Memory that open runners are promised, in bytes.")]
    public required long MemoryPromised { get; init; }

    [Description("What is free where the engine keeps images and containers.")]
    public required HostFact DiskFree { get; init; }

    [Description("Bytes that must stay free there: with less, nothing is started.")]
    public required long DiskMinimum { get; init; }

    [Description("GPUs that can be given out, each to one runner.")]
    public required HostFact Gpus { get; init; }

    [Description("GPUs that are given out.")]
    public required int GpusGiven { get; init; }

    [Description("The GPUs one by one, with what shows them and what is missing; absent: unknown, see 'gpus'.")]
    public GpuReading? GpuEvidence { get; init; }

    public required EngineDescription Engine { get; init; }

    [Description("Runners at once.")]
    public required int MaxRunners { get; init; }

    [Description("Runners that take a place now.")]
    public required int PlacesUsed { get; init; }

    [Description("What each pool needs for one runner, and whether the host has it.")]
    public required ImmutableArray<PoolNeeds> Pools { get; init; }

    [Description("The machine of the process that answers; the runners need not be there.")]
    public required FrontEndHost FrontEnd { get; init; }

    public required bool AutoscalerAlive { get; init; }

    [Description("The ledger, for what is promised and given out.")]
    public required Provenance Seen { get; init; }
}
