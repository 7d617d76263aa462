using System.ComponentModel;
using Mcp.Tools.Runners.Planning;

namespace Mcp.Tools.Runners.Reports;

/// <summary>What this host has for runners, and how much of it is promised. What is absent has no limit, or is unknown.</summary>
internal sealed record CapacityReading
{
    [Description("Memory in bytes that open runners are promised.")]
    public required long MemoryPromised { get; init; }

    [Description("Memory in bytes that all runners together may be promised; absent: unknown.")]
    public long? MemoryLimit { get; init; }

    [Description("Processors that open runners are promised; they may share them.")]
    public required double ProcessorsPromised { get; init; }

    [Description("Processors that all runners together may be promised; absent: no limit is set.")]
    public double? ProcessorsLimit { get; init; }

    [Description("GPUs that are given out.")]
    public required int GpusGiven { get; init; }

    [Description("GPUs that can be given out; absent: no pool asks for any, or unknown.")]
    public int? Gpus { get; init; }

    [Description("The GPUs one by one, with what shows them and what is missing; absent: no pool asks for any, or unknown.")]
    public GpuReading? GpuEvidence { get; init; }

    [Description("Bytes free on the engine's disk; absent: unknown.")]
    public long? DiskFree { get; init; }

    [Description("Bytes that must stay free there: with less, nothing is started.")]
    public required long DiskMinimum { get; init; }

    [Description("The ledger for what is promised, the engine for what there is.")]
    public required Provenance Seen { get; init; }

    public static CapacityReading Of(Situation situation)
    {
        var limits = situation.Limits;
        var taken = new Capacity(limits, situation.Options.EffectivePools, situation.Fleet);
        return new()
        {
            MemoryPromised = taken.MemoryBytes,
            MemoryLimit = limits.MemoryBytes,
            ProcessorsPromised = taken.Processors,
            ProcessorsLimit = limits.Processors,
            GpusGiven = taken.Gpus,
            Gpus = limits.Gpus,
            GpuEvidence = situation.Engine?.GpuInventory is { } inventory ? GpuReading.Of(inventory) : null,
            DiskFree = limits.Disk?.FreeBytes,
            DiskMinimum = situation.Options.MinimumFreeDiskBytes,
            Seen = Provenance.Of("engine", situation.Engine?.AsOf ?? situation.Now, situation.Now),
        };
    }
}
