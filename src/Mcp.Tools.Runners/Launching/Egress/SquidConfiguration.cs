using System.Globalization;

namespace Mcp.Tools.Runners.Launching.Egress;

/// <summary>
/// What Squid is told: tunnels to allowed names on allowed ports, nothing else; no cache, no names of who asked. Pure. It holds for the
/// versions 5 and 6.
/// </summary>
internal static class SquidConfiguration
{
    public const int Port = 3128;

    /// <summary>
    /// Where no allowed name may lead to: this host, this link, private networks, metadata services, groups, what is reserved, and addresses
    /// of IPv6 that carry such an one of IPv4 inside (https://www.iana.org/assignments/iana-ipv4-special-registry and the one for IPv6).
    /// </summary>
    private static readonly string[] Special =
    [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.168.0.0/16",
        "198.18.0.0/15", "224.0.0.0/4", "240.0.0.0/4", "::/128", "::1/128", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16",
        "fc00::/7", "fe80::/10", "ff00::/8",
    ];

    /// <param name="egress">What is allowed; <see cref="EgressRules"/> has found nothing against it.</param>
    /// <param name="apiAddress">GitHub's API, whose hosts are always in.</param>
    public static string For(PoolEgress egress, Uri apiAddress)
    {
        List<string> lines =
        [
            $"http_port {Port}",
            "visible_hostname egress",
            "pid_filename none",
            "coredump_dir none",
            "cache deny all",
            "cache_mem 0 MB",
            "cache_store_log none",
            "memory_pools off",
            "client_db off",
            "pinger_enable off",
            "via off",
            "forwarded_for delete",
            "access_log stdio:/dev/stdout",
            "cache_log stdio:/dev/stderr",
            "shutdown_lifetime 1 second",
            "acl tunnel method CONNECT",
            $"acl allowed_ports port {Join(egress.EffectivePorts.Distinct().Order())}",

            // Without -n an address would be looked up backwards, and whoever owns it answers what he likes.
            $"acl allowed_hosts dstdomain -n {Join(Hosts(egress, apiAddress))}",

            // By the address that the name leads to: an allowed name cannot be turned to the host or to a metadata service.
            $"acl special dst {Join(Special)}",
            "http_access deny !tunnel",
            "http_access deny !allowed_ports",

            // Before the addresses: of other names not even the address is asked for.
            "http_access deny !allowed_hosts",
        ];
        if (egress.AllowPrivate.Count > 0)
        {
            lines.Add($"acl permitted dst {Join(egress.AllowPrivate.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))}");
            lines.Add("http_access deny special !permitted");
        }
        else
        {
            lines.Add("http_access deny special");
        }

        lines.Add("http_access allow all");
        return string.Join('\n', lines) + '\n';
    }

    // Squid writes "*.name" as ".name", and refuses a list in which one entry is below another.
    private static IEnumerable<string> Hosts(PoolEgress egress, Uri apiAddress)
    {
        var hosts = GitHubHosts.Of(apiAddress).Concat(egress.Allow)
            .Select(host => host.ToLowerInvariant())
            .Select(host => host.StartsWith("*.", StringComparison.Ordinal) ? host[1..] : host)
            .ToHashSet(StringComparer.Ordinal);
        return hosts
            .Where(host => !hosts.Any(other => other != host && other.StartsWith('.') && $".{host.TrimStart('.')}".EndsWith(other, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal);
    }

    private static string Join<T>(IEnumerable<T> values) => string.Join(' ', values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)));
}
