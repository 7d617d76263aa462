using Microsoft.AspNetCore.Http;

namespace Mcp.Server.Http;

/// <summary>Which web pages may call. Programs send no Origin; browsers always do.</summary>
internal static class OriginRule
{
    public static bool Allows(string? origin, HostString host)
    {
        if (string.IsNullOrEmpty(origin))
        {
            return true;
        }

        return Uri.TryCreate(origin, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https") &&
            (HostRule.IsLoopback(address.Host) || string.Equals(address.Authority, Canonical(address.Scheme, host), StringComparison.OrdinalIgnoreCase));
    }

    // Uri drops a scheme's own port, and so must the other side of the comparison.
    private static string Canonical(string scheme, HostString host) =>
        Uri.TryCreate($"{scheme}://{host.Value}", UriKind.Absolute, out var address) ? address.Authority : host.Value ?? string.Empty;
}
