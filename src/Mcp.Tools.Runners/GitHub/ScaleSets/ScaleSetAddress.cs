using System.Diagnostics.CodeAnalysis;

namespace Mcp.Tools.Runners.GitHub.ScaleSets;

/// <summary>The web address of an organisation, a repository or an enterprise, and what follows from it.</summary>
public sealed record ScaleSetAddress
{
    private const string Enterprises = "enterprises";

    private ScaleSetAddress(Uri configUrl, ScaleSetScope scope, string owner, string? repository) =>
        (ConfigUrl, Scope, Owner, Repository) = (configUrl, scope, owner, repository);

    /// <summary>The address itself, without a slash at its end.</summary>
    public Uri ConfigUrl { get; }

    /// <summary>What it names.</summary>
    public ScaleSetScope Scope { get; }

    /// <summary>The organisation, the repository's owner, or the enterprise.</summary>
    public string Owner { get; }

    /// <summary>The repository without its owner; null where it names none.</summary>
    public string? Repository { get; }

    /// <summary>The REST API's base: <c>https://api.HOST/</c> for GitHub's own hosts, <c>https://HOST/api/v3/</c> for an Enterprise Server.</summary>
    public Uri ApiAddress => IsHosted(ConfigUrl.Host)
        ? new Uri($"{ConfigUrl.Scheme}://api.{HostedAuthority()}/")
        : new Uri($"{ConfigUrl.Scheme}://{ConfigUrl.Authority}/api/v3/");

    /// <summary>Where REST keeps its runners, relative to the API's base, for example <c>orgs/octo-org/actions/runners</c>.</summary>
    internal string RunnersPath => Scope switch
    {
        ScaleSetScope.Organization => $"orgs/{Owner}/actions/runners",
        ScaleSetScope.Enterprise => $"enterprises/{Owner}/actions/runners",
        _ => $"repos/{Owner}/{Repository}/actions/runners",
    };

    /// <summary>Reads the address.</summary>
    /// <exception cref="FormatException">It names nothing that can have a scale set; the message says what does.</exception>
    public static ScaleSetAddress Parse(string text) => TryParse(text, out var address)
        ? address
        : throw new FormatException(
            $"'{text}' names no place for a scale set. Write https://github.com/ORGANISATION, https://github.com/OWNER/REPOSITORY or https://github.com/enterprises/ENTERPRISE.");

    /// <summary>Reads the address: https, or http on this machine only.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out ScaleSetAddress? address)
    {
        address = null;
        if (!Uri.TryCreate(text?.Trim().TrimEnd('/'), UriKind.Absolute, out var url)
            || !(url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
            || url.Query.Length > 0 || url.Fragment.Length > 0 || url.UserInfo.Length > 0)
        {
            return false;
        }

        var parts = url.AbsolutePath.Trim('/').Split('/');
        address = parts switch
        {
            [var enterprises, var enterprise] when enterprises.Equals(Enterprises, StringComparison.OrdinalIgnoreCase) && IsSegment(enterprise) =>
                new(url, ScaleSetScope.Enterprise, enterprise, repository: null),
            [var owner, var repository] when RepositoryName.TryParse($"{owner}/{repository}", out _) => new(url, ScaleSetScope.Repository, owner, repository),
            [var organisation] when IsSegment(organisation) => new(url, ScaleSetScope.Organization, organisation, repository: null),
            _ => null,
        };
        return address is not null;
    }

    /// <summary>Whether jobs of the repository can come to a set there, as far as its place decides; runner groups may say no.</summary>
    public bool Covers(RepositoryName repository) => Scope switch
    {
        ScaleSetScope.Enterprise => true,
        ScaleSetScope.Organization => string.Equals(repository.Owner, Owner, StringComparison.OrdinalIgnoreCase),
        _ => RepositoryName.TryParse($"{Owner}/{Repository}", out var own) && own == repository,
    };

    /// <summary>The address.</summary>
    public override string ToString() => ConfigUrl.AbsoluteUri;

    private static bool IsSegment(string text) => RepositoryName.TryParse($"{text}/x", out _);

    private static bool IsHosted(string host) => Is(host, "github.com") || Is(host, "www.github.com") || Is(host, "github.localhost")
        || host.EndsWith(".ghe.com", StringComparison.OrdinalIgnoreCase);

    private static bool Is(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private string HostedAuthority() => Is(ConfigUrl.Host, "www.github.com") ? "github.com" : ConfigUrl.Authority;
}
