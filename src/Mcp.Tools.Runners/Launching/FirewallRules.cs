using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Mcp.Tools.Runners.Launching.Egress;

namespace Mcp.Tools.Runners.Launching;

/// <summary>
/// What iptables must hold so that jobs reach neither the host's own ports nor blocked networks: chains of this controller, and a jump to
/// each for every bridge of its pools. What is of somebody else is not touched, but for such chains of a controller whose bridges are all
/// gone: they are without effect, and made anew when they are needed again. Pure.
/// </summary>
internal sealed class FirewallRules
{
    private const string Input = "INPUT";

    // Docker calls this chain before its own rules, and leaves it to the user.
    private const string DockersForward = "DOCKER-USER";

    // Podman has no such chain.
    private const string Forward = "FORWARD";

    private const string HostPrefix = "MCP-HOST-";
    private const string NetworkPrefix = "MCP-NET-";
    private const string NeighbourPrefix = "MCP-PEER-";

    private static readonly string[] Prefixes = [HostPrefix, NetworkPrefix, NeighbourPrefix];
    private static readonly string[] Callers = [Input, DockersForward, Forward];

    private readonly string _host;
    private readonly string _network;
    private readonly string _neighbour;
    private readonly DockerOptions _options;
    private readonly IReadOnlyList<ProxyPassage> _passages;
    private readonly bool _podman;

    /// <param name="controllerId">Whose rules these are.</param>
    /// <param name="options">What is refused.</param>
    /// <param name="passages">The proxies that runners may reach on bridges that let nothing through; those of other bridges stay as they are.</param>
    /// <param name="podman">Whether the bridges are Podman's.</param>
    public FirewallRules(string controllerId, DockerOptions options, IReadOnlyList<ProxyPassage>? passages = null, bool podman = false)
    {
        // A chain's name has 28 characters at most.
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(controllerId)))[..8];
        (_host, _network, _neighbour) = (HostPrefix + id, NetworkPrefix + id, NeighbourPrefix + id);
        (_options, _passages, _podman) = (options, passages ?? [], podman);
    }

    /// <summary>The input of <c>iptables-restore --noflush</c>; null: all is as it must be.</summary>
    /// <param name="present">What <c>iptables -S</c> printed.</param>
    /// <param name="bridges">Bridges of this controller that exist and must have their jumps; those of others of its bridges stay.</param>
    /// <param name="interfaces">All network interfaces of this host.</param>
    public string? Change(string present, IReadOnlySet<string> bridges, IReadOnlySet<string> interfaces)
    {
        var lines = present.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        List<string> wanted = [.. HostRules(), .. Passages(lines, interfaces), .. NetworkRules(), .. NeighbourRules()];
        var jumps = bridges.Order(StringComparer.Ordinal).SelectMany(Jumps).ToList();
        var stale = lines.Where(line => IsOwnJump(line) && !interfaces.Contains(BridgeIn(line))).ToList();
        var missing = jumps.Where(jump => !lines.Contains($"-A {jump}")).ToList();
        var dead = DeadChains(lines, interfaces);
        var holds = Chains.SelectMany(chain => lines.Where(line => line.StartsWith($"-A {chain} ", StringComparison.Ordinal)));
        if (stale.Count == 0 && missing.Count == 0 && dead.Count == 0 && holds.SequenceEqual(wanted.Select(rule => $"-A {rule}")))
        {
            return null;
        }

        // Naming a chain makes it, and empties it where it is there.
        return Script(
            [
                .. Chains.Select(chain => $":{chain} - [0:0]"),
                .. wanted.Select(rule => $"-A {rule}"),
                .. stale.Select(line => $"-D {line["-A ".Length..]}"),
                .. missing.Select(jump => $"-I {jump}"),
                .. dead.Select(chain => $":{chain} - [0:0]"),
                .. lines.Where(line => dead.Contains(TargetOf(line))).Select(line => $"-D {line["-A ".Length..]}"),
                .. dead.Select(chain => $"-X {chain}"),
            ]);
    }

    private string[] Chains => _podman ? [_host, _network, _neighbour] : [_host, _network];

    private List<string> DeadChains(string[] lines, IReadOnlySet<string> interfaces) =>
    [
        .. lines.Where(line => Prefixes.Any(prefix => line.StartsWith($"-N {prefix}", StringComparison.Ordinal)))
            .Select(line => line["-N ".Length..])
            .Where(chain => !Chains.Contains(chain) && lines.Where(line => TargetOf(line) == chain).All(line => IsJump(line) && !interfaces.Contains(BridgeIn(line)))),
    ];

    private static string TargetOf(string line) => line.StartsWith("-A ", StringComparison.Ordinal) && line.LastIndexOf(" -j ", StringComparison.Ordinal) is > 0 and var at ? line[(at + 4)..] : string.Empty;

    private static bool IsJump(string line) => Callers.Any(caller => line.StartsWith($"-A {caller} -i ", StringComparison.Ordinal));

    private static string BridgeIn(string jump) => jump.Split(' ')[3];

    private static string Script(IEnumerable<string> lines) => $"*filter\n{string.Join('\n', lines)}\nCOMMIT\n";

    private IEnumerable<string> HostRules() =>
    [
        $"{_host} -m conntrack --ctstate RELATED,ESTABLISHED -j RETURN",
        .. _options.HostPorts.Select(port => string.Create(CultureInfo.InvariantCulture, $"{_host} -p tcp -m tcp --dport {port} -j RETURN")),

        // Podman's containers ask the bridge's own address for names.
        .. _podman ? [$"{_host} -p udp -m udp --dport 53 -j RETURN", $"{_host} -p tcp -m tcp --dport 53 -j RETURN"] : Array.Empty<string>(),

        // Refused and not dropped: a job that tries learns so at once.
        $"{_host} -j REJECT --reject-with icmp-port-unreachable",
    ];

    // Those of another process' time are known from the rules alone: a pool that is not looked at yet must not lose its way out.
    private IEnumerable<string> Passages(string[] lines, IReadOnlySet<string> interfaces) =>
    [
        .. _passages.OrderBy(passage => passage.Bridge, StringComparer.Ordinal).SelectMany(passage => passage.Rules(_network)),
        .. lines
            .Where(line => line.StartsWith($"-A {_network} ", StringComparison.Ordinal) && TargetOf(line) == "ACCEPT")
            .Where(line => ProxyPassage.BridgeIn(line) is { } bridge && interfaces.Contains(bridge) && _passages.All(passage => passage.Bridge != bridge))
            .Select(line => line["-A ".Length..]),
    ];

    private IEnumerable<string> NetworkRules() =>
        _options.BlockedNetworks.Select(network => $"{_network} -d {network} -j REJECT --reject-with icmp-port-unreachable");

    private IEnumerable<string> NeighbourRules() => _podman ? [$"{_neighbour} -j REJECT --reject-with icmp-port-unreachable"] : [];

    private IEnumerable<string> Jumps(string bridge) =>
    [
        $"{Input} -i {bridge} -j {_host}",
        $"{(_podman ? Forward : DockersForward)} -i {bridge} -j {_network}",
        .. _podman ? [$"{Forward} -i {bridge} -o {bridge} -j {_neighbour}"] : Array.Empty<string>(),
    ];

    private bool IsOwnJump(string line) => IsJump(line) && Chains.Contains(TargetOf(line));
}
