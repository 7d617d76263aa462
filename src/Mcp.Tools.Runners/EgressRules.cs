using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Mcp.Tools.Runners;

/// <summary>Finds what is impossible about a pool's egress and says how to mend it. What passes can be written into a proxy's configuration as it is. Pure.</summary>
internal static partial class EgressRules
{
    private const int LongestName = 253;

    /// <summary>All that is wrong, each with its remedy; empty if nothing is.</summary>
    public static IReadOnlyList<string> Find(PoolEgress egress)
    {
        var found = new List<string>();
        Require(egress.Image.Length is > 0 and <= 512 && !egress.Image.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)), $"egress.image '{egress.Image}': name one, for example ubuntu/squid:latest.");
        RequireEach("allow", egress.Allow, IsHost, "write a host name, an address, or *.example.com for a name and all below it");
        RequireEach("allowPorts", egress.AllowPorts, port => port is >= 1 and <= 65_535, "give 1 to 65535");
        RequireEach("allowPrivate", egress.AllowPrivate, network => IPNetwork.TryParse(network, out _), "write address/bits, for example 10.1.2.0/24");
        RequireEach("dns", egress.Dns, server => IPAddress.TryParse(server, out _), "give the address of a name server");
        var layout = egress.EffectiveLayout;
        Require(layout is { UserId: > 0, GroupId: > 0 }, $"egress.layout user {layout.UserId}:{layout.GroupId}: the proxy never runs as root. Give the uid and gid of the image's user, for example 13.");
        Require(layout.Command is [['/', ..], ..], $"egress.layout.command: begin with the proxy's absolute path, for example /usr/sbin/squid.");
        Require(
            ConfigurationFile().IsMatch(layout.ConfigurationPath) && !layout.ConfigurationPath.Split('/').Any(part => part is "." or ".."),
            $"egress.layout.configurationPath '{layout.ConfigurationPath}': name an absolute file in a folder of its own, for example /etc/squid/squid.conf.");
        return found;

        void Require(bool holds, FormattableString otherwise)
        {
            if (!holds)
            {
                found.Add(otherwise.ToString(CultureInfo.InvariantCulture));
            }
        }

        void RequireEach<T>(string name, IEnumerable<T> values, Func<T, bool> isPossible, string remedy) =>
            found.AddRange(values.Where(value => !isPossible(value)).Select(value => string.Create(CultureInfo.InvariantCulture, $"egress.{name} '{value}': {remedy}.")));
    }

    private static bool IsHost(string host) => host.Length <= LongestName && (HostName().IsMatch(host) || IPAddress.TryParse(host, out _));

    [GeneratedRegex(@"^(\*\.)?[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?(\.[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex HostName();

    // Also what squid and a volume's target take without quoting.
    [GeneratedRegex(@"^(/[A-Za-z0-9_.-]+){2,}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ConfigurationFile();
}
