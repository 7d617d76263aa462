using Mcp.Tools.Models.Host;

namespace Mcp.Tools.Models.Fit;

/// <summary>Compares an estimate with what a host has. What is not known never becomes a yes.</summary>
internal static class FitRule
{
    public static Verdict InMemory(MemoryEstimate estimate, HostMemory memory) =>
        memory is not { TotalBytes: { } total, AvailableBytes: { } available } ? Verdict.Unknown
        : estimate.KnownBytes > total ? Verdict.No
        : estimate.TotalBytes is not { } needed ? Verdict.Unknown
        : needed <= available ? Verdict.Yes
        : Verdict.IfFreed;

    public static Verdict OnGpu(MemoryEstimate estimate, HostGpus gpus)
    {
        if (gpus.Status != GpuStatus.Found)
        {
            return gpus.Status == GpuStatus.None ? Verdict.None : Verdict.Unknown;
        }

        if (estimate.KnownBytes > gpus.Gpus.Sum(gpu => gpu.TotalBytes))
        {
            return Verdict.No;
        }

        return estimate.TotalBytes is not { } needed ? Verdict.Unknown
            : gpus.Gpus.Any(gpu => needed <= gpu.FreeBytes) ? Verdict.Yes
            : gpus.Gpus.Any(gpu => needed <= gpu.TotalBytes) ? Verdict.IfFreed
            : Verdict.IfSplit;
    }
}
