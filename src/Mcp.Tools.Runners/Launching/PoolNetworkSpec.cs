using System.Security.Cryptography;
using System.Text;
using Docker.DotNet.Models;

namespace Mcp.Tools.Runners.Launching;

/// <summary>What a pool's network is made of, and which one counts if there are two. Pure.</summary>
internal static class PoolNetworkSpec
{
    private const string BridgeName = "com.docker.network.bridge.name";

    public static NetworksCreateParameters For(string prefix, string pool, string controllerId, bool podman = false) => new()
    {
        Name = NameOf(prefix, pool, controllerId),
        Driver = "bridge",
        Options = podman
            // Podman does not tell afterwards which interface it took, and has no word for keeping neighbours apart: see FirewallRules.
            ? new Dictionary<string, string>(StringComparer.Ordinal) { [BridgeName] = PodmansBridge(NameOf(prefix, pool, controllerId)) }
            : new Dictionary<string, string>(StringComparer.Ordinal) { ["com.docker.network.bridge.enable_icc"] = "false" },
        Labels = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [ContainerLabels.Controller] = controllerId,
            [ContainerLabels.Pool] = pool,
        },
    };

    /// <summary>The network, once the engine has it.</summary>
    public static PoolNetwork Of(string id, string name, bool podman) => new(id, name, podman ? PodmansBridge(name) : $"br-{id[..12]}", podman);

    /// <summary>The oldest of that name; by id where two are of one moment.</summary>
    public static NetworkResponse? Choose(IEnumerable<NetworkResponse> networks, string name) => networks
        .Where(network => network.Name == name)
        .OrderBy(network => network.Created)
        .ThenBy(network => network.ID, StringComparer.Ordinal)
        .FirstOrDefault();

    private static string NameOf(string prefix, string pool, string controllerId) => $"{prefix}-{pool}-{ShortId(controllerId)}";

    // An interface's name has 15 characters at most.
    private static string PodmansBridge(string name) => $"mcp-{ShortId(name)}";

    private static string ShortId(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
}
