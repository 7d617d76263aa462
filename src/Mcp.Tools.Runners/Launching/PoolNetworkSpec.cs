using System.Security.Cryptography;
using System.Text;
using Docker.DotNet.Models;

namespace Mcp.Tools.Runners.Launching;

/// <summary>What a pool's network is made of, and which one counts if there are two. Pure.</summary>
internal static class PoolNetworkSpec
{
    public static NetworksCreateParameters For(string prefix, string pool, string controllerId) => new()
    {
        Name = $"{prefix}-{pool}-{ShortId(controllerId)}",
        Driver = "bridge",
        Options = new Dictionary<string, string>(StringComparer.Ordinal) { ["com.docker.network.bridge.enable_icc"] = "false" },
        Labels = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [ContainerLabels.Controller] = controllerId,
            [ContainerLabels.Pool] = pool,
        },
    };

    /// <summary>The oldest of that name; by id where two are of one moment.</summary>
    public static NetworkResponse? Choose(IEnumerable<NetworkResponse> networks, string name) => networks
        .Where(network => network.Name == name)
        .OrderBy(network => network.Created)
        .ThenBy(network => network.ID, StringComparer.Ordinal)
        .FirstOrDefault();

    private static string ShortId(string controllerId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(controllerId)))[..8];
}
