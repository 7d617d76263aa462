namespace Mcp.Tools.Runners;

/// <summary>
/// Lets a pool's runners out through one proxy only, to hosts that are named. Their network has no way out of its own, and names outside of
/// it are not answered there.
/// </summary>
public sealed class PoolEgress
{
    /// <summary>The proxy's image: Squid, in the layout that <see cref="Layout"/> names. Default <c>ubuntu/squid:latest</c>.</summary>
    public string Image { get; set; } = "ubuntu/squid:latest";

    /// <summary>Where the image keeps Squid. Default: null, where Debian's and Ubuntu's packages have it (<see cref="ProxyLayout.Squid"/>).</summary>
    public ProxyLayout? Layout { get; set; }

    /// <summary>
    /// Hosts that may be reached beside GitHub's own: a name, an address, or <c>*.example.com</c> for a name and all below it. Default: none.
    /// GitHub's are those that its documentation names for self-hosted runners; with an Enterprise Server, its host and all below it.
    /// </summary>
    /// <remarks>Source: https://docs.github.com/en/actions/reference/runners/self-hosted-runners.</remarks>
    public IList<string> Allow { get; set; } = [];

    /// <summary>The TCP ports that may be reached on them. Empty (default): 443. Whoever names some names 443 too, if it is to stay.</summary>
    public IList<int> AllowPorts { get; set; } = [];

    /// <summary>
    /// Networks, as <c>address/bits</c>, that an allowed name may lead to although they are private, for example that of an Enterprise Server
    /// in the house. Default: none; every private, link-local and loopback address is refused.
    /// </summary>
    public IList<string> AllowPrivate { get; set; } = [];

    /// <summary>The addresses of the name servers that the proxy asks. Empty (default): the engine's. The runners ask none.</summary>
    public IList<string> Dns { get; set; } = [];

    /// <summary>The layout in force: <see cref="Layout"/>, or that of the packages.</summary>
    internal ProxyLayout EffectiveLayout => Layout ?? ProxyLayout.Squid;

    /// <summary>The ports in force: <see cref="AllowPorts"/>, or 443.</summary>
    internal IReadOnlyList<int> EffectivePorts => AllowPorts.Count > 0 ? [.. AllowPorts] : [443];
}
