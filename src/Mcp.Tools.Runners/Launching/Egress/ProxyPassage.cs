namespace Mcp.Tools.Runners.Launching.Egress;

/// <summary>The way from a pool's runners to their proxy, over a bridge that lets nothing else through between its containers. Pure.</summary>
/// <param name="Bridge">The bridge of the pool's network.</param>
/// <param name="Address">The proxy's address on it.</param>
internal sealed record ProxyPassage(string Bridge, string Address)
{
    /// <summary>The rules, as <c>iptables -S</c> writes them.</summary>
    public IEnumerable<string> Rules(string chain) =>
    [
        $"{chain} -d {Address}/32 -i {Bridge} -o {Bridge} -p tcp -m tcp --dport {SquidConfiguration.Port} -j ACCEPT",
        $"{chain} -s {Address}/32 -i {Bridge} -o {Bridge} -p tcp -m tcp --sport {SquidConfiguration.Port} -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
    ];

    /// <summary>The bridge of such a rule; null: it is none.</summary>
    public static string? BridgeIn(string rule)
    {
        var words = rule.Split(' ');
        var at = Array.IndexOf(words, "-i");
        return at >= 0 && at + 3 < words.Length && words[at + 2] == "-o" && words[at + 1] == words[at + 3] ? words[at + 1] : null;
    }
}
