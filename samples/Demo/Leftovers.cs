using Docker.DotNet;
using Docker.DotNet.Models;

namespace Demo;

/// <summary>
/// Takes away what the demo leaves on the engine. The product itself leaves busy runners running for its next start, but the demo's ledger
/// goes with the demo.
/// </summary>
internal static class Leftovers
{
    private const string Label = "io.mcp-runners.controller";

    public static async Task RemoveAsync(string networkPrefix)
    {
        using var engine = new DockerClientBuilder().Build();
        var networks = (await engine.Networks.ListNetworksAsync()).Where(network => network.Name.StartsWith(networkPrefix, StringComparison.Ordinal));
        foreach (var network in networks)
        {
            if (network.Labels is { } labels && labels.TryGetValue(Label, out var controller))
            {
                await RemoveContainersAsync(engine, controller);
            }

            await engine.Networks.DeleteNetworkAsync(network.ID);
        }
    }

    private static async Task RemoveContainersAsync(DockerClient engine, string controller)
    {
        var ours = new ContainersListParameters
        {
            All = true,
            Filters = new Dictionary<string, IDictionary<string, bool>>
            {
                ["label"] = new Dictionary<string, bool> { [$"{Label}={controller}"] = true },
            },
        };
        foreach (var container in await engine.Containers.ListContainersAsync(ours))
        {
            await engine.Containers.RemoveContainerAsync(container.ID, new ContainerRemoveParameters { Force = true, RemoveVolumes = true });
        }
    }
}
