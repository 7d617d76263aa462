using System.Numerics;

namespace Mcp.Tools.Models.Host;

/// <summary>A coarse word for what a host has, so that ratings from like hosts count together. Pure.</summary>
internal static class HardwareClass
{
    private const double Gibibyte = 1L << 30;

    /// <summary>The largest GPU's memory where there is one, else the host's, rounded down to a power of two: <c>gpu-16gib</c>, <c>cpu-64gib</c>, or <c>unknown</c>.</summary>
    public static string Of(HostMemory memory, HostGpus gpus) =>
        gpus.Gpus.Count > 0 ? Word("gpu", gpus.Gpus.Max(gpu => gpu.TotalBytes))
        : memory.TotalBytes is { } bytes ? Word("cpu", bytes)
        : "unknown";

    // What the kernel keeps for itself must not push a host of 64 GiB into the class below.
    private static string Word(string kind, long bytes)
    {
        var gibibytes = (uint)Math.Max(1, Math.Round(bytes / Gibibyte * 1.07));
        return FormattableString.Invariant($"{kind}-{1u << BitOperations.Log2(gibibytes)}gib");
    }
}
