using Mcp.Tools.Runners.GitHub.Credentials;

namespace Mcp.Tools.Runners.GitHub.Http;

/// <summary>Names the permission that a refused request needs, and where it is given (pure).</summary>
internal static class MissingPermission
{
    private const string TokenPage = "https://github.com/settings/personal-access-tokens";
    private const string ClassicPage = "https://github.com/settings/tokens";

    public static string Advice(string request, HttpResponseMessage response)
    {
        if (AnswerHeaders.Text(response, "X-GitHub-SSO") is not null)
        {
            return $"The organisation asks for single sign-on: authorise the token for it at {ClassicPage}.";
        }

        return RequestCredential.Of(response.RequestMessage)?.Kind switch
        {
            CredentialKind.App => "Check that gitHub.appId and the private key belong to the same App, and that it still exists.",
            CredentialKind.Installation =>
                $"The App needs {Needed(request, response)}: add it on the App's settings page under 'Permissions & events', then accept it at the installation; check there too that the repository is among those of the installation.",
            _ => Token(request, response),
        };
    }

    /// <summary>A classic token's answers name its scopes; a fine-grained one's do not.</summary>
    private static string Token(string request, HttpResponseMessage response)
    {
        var accepted = AnswerHeaders.Text(response, "X-Accepted-OAuth-Scopes") is { Length: > 0 } scopes ? scopes : Scope(request);
        var scope = string.Join(" or ", accepted.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(one => $"'{one}'"));
        if (AnswerHeaders.Text(response, "X-OAuth-Scopes") is { } has)
        {
            return $"The classic token needs the scope {scope} (it has: {(has.Length > 0 ? has : "none")}): add it at {ClassicPage}, and its user needs to administer the repository; or use a fine-grained token with {Needed(request, response)}.";
        }

        return $"The token needs {Needed(request, response)} (fine-grained, at {TokenPage}, with the repository among those selected), or the scope {scope} (classic).";
    }

    /// <summary>"administration=write" or "actions=read; contents=read", as GitHub itself says it for fine-grained tokens and Apps.</summary>
    private static string Needed(string request, HttpResponseMessage response)
    {
        if (AnswerHeaders.Text(response, "X-Accepted-GitHub-Permissions") is not { Length: > 0 } accepted)
        {
            return Known(request);
        }

        // Between commas stands one way or another, between semicolons what is needed together.
        var ways = accepted.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(way => string.Join(" and ", way.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Sentence)));
        return $"the permission {string.Join(" or ", ways)}";
    }

    private static string Sentence(string permission) => permission.Split('=') is [{ Length: > 0 } name, { Length: > 0 } level]
        ? $"\"{Named(name)}: {level}\""
        : $"\"{permission}\"";

    private static string Named(string name) => name switch
    {
        "organization_self_hosted_runners" => "Self-hosted runners (organisation)",
        "organization_hooks" => "Webhooks (organisation)",
        "repository_hooks" => "Webhooks (repository)",
        _ => char.ToUpperInvariant(name[0]) + name[1..].Replace('_', ' '),
    };

    private static string Scope(string request) =>
        IsOfOrganisation(request) ? "admin:org" : "repo";

    private static string Known(string request)
    {
        var level = request.StartsWith("GET", StringComparison.Ordinal) ? "read" : "write";
        return request switch
        {
            _ when request.Contains("/actions/runner", StringComparison.Ordinal) && IsOfOrganisation(request) => $"the organisation permission \"Self-hosted runners: {level}\"",
            _ when request.Contains("/actions/runners", StringComparison.Ordinal) => $"the repository permission \"Administration: {level}\"",
            _ when request.Contains("/actions/", StringComparison.Ordinal) => $"the repository permission \"Actions: {level}\"",
            _ when request.Contains("/hooks", StringComparison.Ordinal) => $"the {(IsOfOrganisation(request) ? "organisation" : "repository")} permission \"Webhooks: {level}\"",
            _ => "the repository permission \"Metadata: read\"",
        };
    }

    private static bool IsOfOrganisation(string request) => request.Contains("/orgs/", StringComparison.Ordinal);
}
