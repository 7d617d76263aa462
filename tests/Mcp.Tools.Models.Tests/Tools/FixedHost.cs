using Mcp.Tools.Models.Host;

namespace Mcp.Tools.Models.Tests.Tools;

/// <summary>A host with 64 GiB, 16 of them available, and two GPUs of 24 GiB unless told otherwise.</summary>
internal sealed class FixedHost : IHostEvidence
{
    public bool HasGpus { get; set; } = true;

    public Task<HostMemory> ReadMemoryAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new HostMemory(64L << 30, 16L << 30, "test", default, null));

    public Task<HostGpus> ReadGpusAsync(CancellationToken cancellationToken) => Task.FromResult(HasGpus
        ? new HostGpus(GpuStatus.Found, [new Gpu("a", 24L << 30, 20L << 30), new Gpu("b", 24L << 30, 20L << 30)], "test", default, null)
        : new HostGpus(GpuStatus.None, [], "test", default, "none"));
}
