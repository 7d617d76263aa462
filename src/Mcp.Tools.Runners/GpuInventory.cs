using System.Collections.Immutable;

namespace Mcp.Tools.Runners;

/// <summary>The GPUs of the engine's host. A GPU label is a promise to a job, so a GPU counts only where its driver shows it and the engine can pass it on.</summary>
/// <param name="Vendor">Whose GPUs were looked for.</param>
/// <param name="Access">How the engine gives them to containers.</param>
/// <param name="Gpus">Those that were found.</param>
/// <param name="Evidence">What was found about the host and the engine.</param>
/// <param name="Missing">What stands in the way, and what to do; empty: nothing.</param>
public sealed record GpuInventory(
    GpuVendor Vendor,
    GpuAccess Access,
    ImmutableArray<Gpu> Gpus,
    ImmutableArray<string> Evidence,
    ImmutableArray<string> Missing)
{
    /// <summary>How many may be promised: each to one runner.</summary>
    public int Grantable => Gpus.Count(gpu => gpu.Missing is null);
}
