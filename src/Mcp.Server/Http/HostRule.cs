using System.Net;
using Microsoft.AspNetCore.Http;

namespace Mcp.Server.Http;

/// <summary>Which names a request may call this server by. A page that rebinds its own name to this machine is refused here.</summary>
internal static class HostRule
{
    public static bool Allows(HostString host, IPAddress listening, IReadOnlyList<string> allowedHosts, string machine)
    {
        var name = host.Host.Trim('[', ']');
        if (allowedHosts.Contains(name, StringComparer.OrdinalIgnoreCase) || IsLoopback(name))
        {
            return true;
        }

        // Rebinding needs a name, so a literal address is safe where other machines may call at all.
        return !IPAddress.IsLoopback(listening) &&
            (IPAddress.TryParse(name, out _) || string.Equals(name, machine, StringComparison.OrdinalIgnoreCase));
    }

    public static bool IsLoopback(string name) =>
        string.Equals(name, "localhost", StringComparison.OrdinalIgnoreCase) ||
        (IPAddress.TryParse(name.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
