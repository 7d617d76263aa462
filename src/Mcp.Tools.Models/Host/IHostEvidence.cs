namespace Mcp.Tools.Models.Host;

/// <summary>What this host says about itself, read anew at each call.</summary>
internal interface IHostEvidence
{
    Task<HostMemory> ReadMemoryAsync(CancellationToken cancellationToken);

    Task<HostGpus> ReadGpusAsync(CancellationToken cancellationToken);
}
