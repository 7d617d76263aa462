using System.Security.Cryptography;
using System.Text;
using Docker.DotNet.Models;

namespace Mcp.Tools.Runners.Launching;

/// <summary>What a pool's network is made of, and which one counts if there are two. Pure.</summary>
internal static class PoolNetworkSpec
{
    public static NetworksCreateParameters For(string prefix, string pool, string controllerId) => new()
    {
        Name = NameOf(prefix, pool, controllerId),
        Driver = "bridge",
        Options = new Dictionary<string, string>(StringComparer.Ordinal) { ["com.docker.network.bridge.enable_icc"] = "false" },
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

    private static string ShortId(string controllerId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(controllerId)))[..8];
}
