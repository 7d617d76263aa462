namespace Mcp.Tools.Runners.Launching.Egress;

/// <summary>The hosts that a runner needs of GitHub. Pure.</summary>
internal static class GitHubHosts
{
    private const string DataResidency = ".ghe.com";

    /// <summary>
    /// As documented for self-hosted runners (https://docs.github.com/en/actions/reference/runners/self-hosted-runners, accessible domains by
    /// function), and <c>release-assets</c>, where downloads of releases lead to since 2025.
    /// </summary>
    public static readonly IReadOnlyList<string> Documented =
    [
        "github.com",
        "api.github.com",
        "*.actions.githubusercontent.com",
        "codeload.github.com",
        "ghcr.io",
        "*.pkg.github.com",
        "*.blob.core.windows.net",
        "objects.githubusercontent.com",
        "objects-origin.githubusercontent.com",
        "release-assets.githubusercontent.com",
        "github-releases.githubusercontent.com",
        "github-registry-files.githubusercontent.com",
        "github-cloud.githubusercontent.com",
        "github-cloud.s3.amazonaws.com",
        "dependabot-actions.githubapp.com",
    ];

    /// <summary>Those that belong to the API that is configured.</summary>
    public static IReadOnlyList<string> Of(Uri apiAddress)
    {
        var host = apiAddress.IdnHost;
        if (host == "api.github.com")
        {
            return Documented;
        }

        // api.SUBDOMAIN.ghe.com: the tenant's own names, and github.com for public actions.
        if (host.EndsWith(DataResidency, StringComparison.OrdinalIgnoreCase))
        {
            var tenant = host.StartsWith("api.", StringComparison.OrdinalIgnoreCase) ? host["api.".Length..] : host;
            return [.. Documented, $"*.{tenant}"];
        }

        // An address has nothing below it.
        return apiAddress.HostNameType == UriHostNameType.Dns ? [$"*.{host}"] : [host.Trim('[', ']')];
    }
}
