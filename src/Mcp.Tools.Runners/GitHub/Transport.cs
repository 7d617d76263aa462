using System.Net;

namespace Mcp.Tools.Runners.GitHub;

/// <summary>The network under the handlers.</summary>
internal static class Transport
{
    public static HttpMessageHandler Create() => new SocketsHttpHandler
    {
        // Octokit follows redirects itself, above our handlers, so that each step is counted and kept apart.
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        // A long-lived process has to notice that GitHub's addresses have changed.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };
}
