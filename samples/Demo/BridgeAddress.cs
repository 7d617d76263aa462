using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Docker.DotNet;

namespace Demo;

/// <summary>The host's own address on the engine's default bridge: containers of every network reach the host there.</summary>
internal static class BridgeAddress
{
    private const string NameOption = "com.docker.network.bridge.name";

    /// <summary>Null: the engine runs in a machine of its own.</summary>
    public static async Task<IPAddress?> FindAsync(IDockerClient engine, CancellationToken cancellationToken)
    {
        // The engine's description may lack the gateway (20.10 does), so the interface itself is asked.
        var bridge = await engine.Networks.InspectNetworkAsync("bridge", cancellationToken);
        return bridge.Options is { } options && options.TryGetValue(NameOption, out var name)
            ? NetworkInterface.GetAllNetworkInterfaces()
                .Where(network => network.Name == name)
                .SelectMany(network => network.GetIPProperties().UnicastAddresses)
                .Select(address => address.Address)
                .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork)
            : null;
    }
}
