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

    /// <summary>The network of a pool with egress: nothing leads out of it. Of another name than the usual one, which leads out and may be there already.</summary>
    public static NetworksCreateParameters Internal(string prefix, string pool, string controllerId)
    {
        var spec = WithRole(For(prefix, pool, controllerId), "in");
        spec.Internal = true;
        return spec;
    }

    /// <summary>The network on which a pool's proxy goes out.</summary>
    public static NetworksCreateParameters Outgoing(string prefix, string pool, string controllerId) => WithRole(For(prefix, pool, controllerId), "out");

    /// <summary>The network, once the engine has it.</summary>
    public static PoolNetwork Of(string id, NetworksCreateParameters spec) => spec.Options!.TryGetValue(BridgeName, out var bridge)
        ? new(id, spec.Name!, bridge, IsPodmans: true)
        : Of(id, spec.Name!);

    /// <summary>A network of Docker's.</summary>
    public static PoolNetwork Of(string id, string name) => new(id, name, $"br-{id[..12]}", IsPodmans: false);

    /// <summary>The name of a pool's things on the engine, which other controllers do not have.</summary>
    public static string NameOf(string prefix, string pool, string controllerId) => $"{prefix}-{pool}-{ShortId(controllerId)}";

    /// <summary>The oldest of that name; by id where two are of one moment.</summary>
    public static NetworkResponse? Choose(IEnumerable<NetworkResponse> networks, string name) => networks
        .Where(network => network.Name == name)
        .OrderBy(network => network.Created)
        .ThenBy(network => network.ID, StringComparer.Ordinal)
        .FirstOrDefault();

    private static NetworksCreateParameters WithRole(NetworksCreateParameters spec, string suffix)
    {
        spec.Name = $"{spec.Name}-{suffix}";
        spec.Labels![ContainerLabels.Role] = ContainerLabels.Egress;
        return spec;
    }

    // An interface's name has 15 characters at most.
    private static string PodmansBridge(string name) => $"mcp-{ShortId(name)}";

    private static string ShortId(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
}
