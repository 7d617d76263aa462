using System.Globalization;

namespace Mcp.Tools.Runners.Launching.Egress;

/// <summary>What a runner's container is given so that it finds its pool's proxy and nothing else. Pure.</summary>
internal static class RunnerRoute
{
    /// <summary>The proxy's name in the pool's network. A name, since a proxy that is started again may have another address.</summary>
    public const string ProxyName = "egress-proxy";

    /// <summary>
    /// The engine's own name server answers for the network's containers and hands all else on. Here nobody listens, and the question has
    /// not left the container: without this it would go to the engine host's name servers, and out with what it carries.
    /// </summary>
    public static readonly IReadOnlyList<string> Dns = ["127.0.0.1"];

    /// <summary>Who asks all the same need not wait for long.</summary>
    public static readonly IReadOnlyList<string> DnsOptions = ["timeout:1", "attempts:1"];

    /// <summary>Both spellings: curl obeys <c>http_proxy</c> in small letters only, others look for capitals.</summary>
    public static IEnumerable<string> Environment
    {
        get
        {
            var proxy = string.Create(CultureInfo.InvariantCulture, $"http://{ProxyName}:{SquidConfiguration.Port}");
            const string Own = "localhost,127.0.0.1,::1";
            return [$"HTTP_PROXY={proxy}", $"HTTPS_PROXY={proxy}", $"NO_PROXY={Own}", $"http_proxy={proxy}", $"https_proxy={proxy}", $"no_proxy={Own}"];
        }
    }
}
