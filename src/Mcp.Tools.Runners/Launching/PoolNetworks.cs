using System.Net;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace Mcp.Tools.Runners.Launching;

/// <summary>Each pool's own bridge, on which its runners reach the world but not each other.</summary>
internal sealed class PoolNetworks(EngineConnection engine, DockerOptions options) : IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    /// <summary>The pool's network, created where it is missing.</summary>
    public Task<PoolNetwork> EnsureAsync(RunnerPool pool, string controllerId, bool podman, CancellationToken cancellationToken) =>
        EnsureAsync(PoolNetworkSpec.For(options.NetworkPrefix, pool.Name, controllerId, podman), controllerId, cancellationToken);

    /// <summary>A network as it is specified, created where it is missing.</summary>
    public async Task<PoolNetwork> EnsureAsync(NetworksCreateParameters wanted, string controllerId, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            return await engine.CallAsync(
                $"Preparing network {wanted.Name}",
                async (client, token) =>
                {
                    var there = await ListAsync();
                    string? created = null;
                    if (PoolNetworkSpec.Choose(there, wanted.Name) is null)
                    {
                        created = await TryCreateAsync(client, wanted, token);
                        there = await ListAsync();
                    }

                    // Engines before API 1.44 allow one name twice, and show a new network only after a moment. So two processes may
                    // make one each; whoever sees both takes the younger one away, unless containers are on it.
                    var found = PoolNetworkSpec.Choose(there, wanted.Name);
                    if (found is not null && found.Internal != wanted.Internal)
                    {
                        throw new LauncherException(
                            ReasonCode.EngineError,
                            $"Network {wanted.Name} {(wanted.Internal ? "leads out, which it must not" : "does not lead out")}. Somebody has made it so. Run: docker network rm {wanted.Name}");
                    }

                    var chosen = found?.ID ?? created
                        ?? throw new LauncherException(
                            ReasonCode.EngineError,
                            $"A network named {wanted.Name} exists that is not this controller's. It was left alone. Remove it (docker network rm {wanted.Name}) or set docker.networkPrefix.");
                    foreach (var other in there.Where(network => network.Name == wanted.Name && network.ID != chosen))
                    {
                        await DeleteUnusedAsync(client, other.ID, token);
                    }

                    return PoolNetworkSpec.Of(chosen, wanted);

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

    /// <summary>Removes it unless something is on it.</summary>
    public Task RemoveUnusedAsync(string nameOrId, CancellationToken cancellationToken) => engine.CallAsync(
        $"Removing network {nameOrId}", (client, token) => DeleteUnusedAsync(client, nameOrId, token), cancellationToken);

    public void Dispose() => _oneAtATime.Dispose();

    /// <summary>Null: another process was faster, on an engine that allows a name only once.</summary>
    private static async Task<string?> TryCreateAsync(DockerClient client, NetworksCreateParameters wanted, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.Networks.CreateNetworkAsync(wanted, cancellationToken)).ID;
        }
        catch (DockerApiException ex) when (EngineErrors.IsConflict(ex))
        {
            return null;
        }
    }

    private static async Task DeleteUnusedAsync(DockerClient client, string id, CancellationToken cancellationToken)
    {
        try
        {
            await client.Networks.DeleteNetworkAsync(id, cancellationToken);
        }
        catch (DockerApiException ex) when (ex.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound)
        {
            // Containers are on it, or the other process was faster.
        }
    }
}
