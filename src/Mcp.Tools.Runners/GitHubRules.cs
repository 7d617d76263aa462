using Mcp.Tools.Runners.GitHub.Credentials;
using Mcp.Tools.Runners.GitHub.Hooks;

namespace Mcp.Tools.Runners;

/// <summary>What is wrong with the settings about GitHub, each with its fix (pure, but for the variable that may hold a key).</summary>
internal static class GitHubRules
{
    /// <summary>The GitHub client ends every call after that by itself.</summary>
    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(100);

    private const int ShortestSecret = 16;

    public static IEnumerable<string> Find(GitHubOptions options)
    {
        foreach (var problem in Address("gitHub.apiAddress", options.ApiAddress))
        {
            yield return problem;
        }

        if (options.RequestTimeout <= TimeSpan.Zero || options.RequestTimeout > LongestRequest)
        {
            yield return $"gitHub.requestTimeout: {options.RequestTimeout} is not possible. Give up to {LongestRequest.TotalSeconds} s; the default is 30 s.";
        }

        if (options.MaxConcurrentRequests is < 1 or > 50)
        {
            yield return $"gitHub.maxConcurrentRequests: {options.MaxConcurrentRequests} is not possible. Give 1 to 50.";
        }

        if (options.ReservedRequests is < 0 or > 10_000)
        {
            yield return $"gitHub.reservedRequests: {options.ReservedRequests} is not possible. Give 0 to 10000; the default is 500.";
        }

        if (options.WebhookSecret is { } secret && secret.Reveal().Length < ShortestSecret)
        {
            yield return $"gitHub.webhookSecret: it is shorter than {ShortestSecret} characters. openssl rand -hex 32 makes a good one.";
        }

        foreach (var hook in options.DeliveriesOf.Where(hook => !HookOwner.TryParseHook(hook, out _)))
        {
            yield return $"gitHub.deliveriesOf: '{hook}' names no webhook. Write owner/name/ID, organisation/ID or app; 'mcp-runners webhook check' shows the id.";
        }

        if (Default(options) is { } mixed)
        {
            yield return mixed;
        }

        foreach (var problem in options.Credentials.SelectMany(Owner))
        {
            yield return problem;
        }

        foreach (var owner in options.Credentials.GroupBy(credential => credential.Owner, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
        {
            yield return $"gitHub.credentials: '{owner.Key}' has {owner.Count()} of them. Give each owner one.";
        }
    }

    private static string? Default(GitHubOptions options) => options switch
    {
        { AppId: { Length: > 0 }, TokenFile: { Length: > 0 } } => "gitHub.appId: a token file is set too. Give the App or the token, not both.",
        { AppId: null or "", PrivateKeyFile: { Length: > 0 } } => "gitHub.privateKeyFile: it belongs to an App, and gitHub.appId (--github-app-id) is not set. Set it to the App's number or client id.",
        { AppId: { Length: > 0 }, PrivateKeyFile: null or "" } when string.IsNullOrEmpty(Environment.GetEnvironmentVariable(AppKey.Variable)) =>
            $"gitHub.appId: the App's private key is missing. Name its .pem file in gitHub.privateKeyFile (--github-app-key), or put it into the variable {AppKey.Variable}.",
        _ => null,
    };

    private static IEnumerable<string> Owner(GitHubCredentialOptions credential)
    {
        var name = $"gitHub.credentials.{(credential.Owner.Length > 0 ? credential.Owner : "?")}";
        if (!RepositoryName.TryParse($"{credential.Owner}/x", out _))
        {
            yield return $"{name}.owner: '{credential.Owner}' is no login. Give the user or organisation that it is for, for example octo-org.";
        }

        var (token, app, key) = (credential.TokenFile is { Length: > 0 }, credential.AppId is { Length: > 0 }, credential.PrivateKeyFile is { Length: > 0 });
        if ((token, app, key) is not ((true, false, false) or (false, true, true)))
        {
            yield return $"{name}: give either tokenFile, or appId and privateKeyFile.";
        }

        foreach (var problem in credential.ApiAddress is { } address ? Address($"{name}.apiAddress", address) : [])
        {
            yield return problem;
        }
    }

    private static IEnumerable<string> Address(string setting, Uri address)
    {
        if (address is not { IsAbsoluteUri: true, Scheme: "https" or "http" })
        {
            yield return $"{setting}: '{address}' is no web address. Give https://api.github.com/ or https://HOST/api/v3/.";
        }
        else if (address is { Scheme: "http", IsLoopback: false })
        {
            yield return $"{setting}: '{address}' would send the token unencrypted. Use https.";
        }
        else if (address.UserInfo.Length > 0)
        {
            yield return $"{setting}: it holds a user name or a password. Leave them out; a token goes into GITHUB_TOKEN or a file.";
        }
        else if (address.Host.Equals("github.com", StringComparison.OrdinalIgnoreCase))
        {
            yield return $"{setting}: '{address}' is GitHub's web site. Its API is https://api.github.com/.";
        }
    }
}
