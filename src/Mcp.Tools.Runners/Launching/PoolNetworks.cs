using Docker.DotNet.Models;

namespace Mcp.Tools.Runners.Launching;

/// <summary>Each pool's own bridge, on which its runners reach the world but not each other.</summary>
internal sealed class PoolNetworks(EngineConnection engine, DockerOptions options) : IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    /// <summary>The id of the pool's network, created where it is missing.</summary>
    public async Task<string> EnsureAsync(RunnerPool pool, string controllerId, CancellationToken cancellationToken)
    {
        var wanted = PoolNetworkSpec.For(options.NetworkPrefix, pool.Name, controllerId);
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            return await engine.CallAsync(
                $"Preparing network {wanted.Name}",
                async (client, token) =>
                {
                    var found = PoolNetworkSpec.Choose(await ListAsync(), wanted.Name);
                    if (found is not null)
                    {
                        return found.ID;
                    }

                    // Engines before API 1.44 allow one name twice, so another process may create it now as well. Both then choose
                    // the same one, and whoever made the other takes it away again.
                    var created = await client.Networks.CreateNetworkAsync(wanted, token);
                    var chosen = PoolNetworkSpec.Choose(await ListAsync(), wanted.Name)?.ID ?? created.ID;
                    if (chosen != created.ID)
                    {
                        await client.Networks.DeleteNetworkAsync(created.ID, token);
                    }

                    return chosen;

                    Task<IList<NetworkResponse>> ListAsync() => client.Networks.ListNetworksAsync(
                        new NetworksListParameters { Filters = ContainerLabels.Filter(controllerId) }, token);
                },
                cancellationToken);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();
}
