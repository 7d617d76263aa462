namespace Mcp.Tools.Runners.GitHub.Http;

/// <summary>Names the permission that a refused request needs (pure).</summary>
internal static class MissingPermission
{
    public static string Advice(string request, HttpResponseMessage response)
    {
        if (AnswerHeaders.Text(response, "X-GitHub-SSO") is not null)
        {
            return "The organisation asks for single sign-on: authorise the token for it at https://github.com/settings/tokens.";
        }

        // "administration=write" or "actions=read; contents=read", as GitHub itself says it for fine-grained tokens and Apps.
        var needed = AnswerHeaders.Text(response, "X-Accepted-GitHub-Permissions") is { Length: > 0 } permissions
            ? $"the permission {permissions}"
            : Known(request);
        var scopes = AnswerHeaders.Text(response, "X-Accepted-OAuth-Scopes") is { Length: > 0 } accepted ? accepted : "repo";
        return $"The token needs {needed} (fine-grained token or App), or the scope '{scopes}' (classic token).";
    }

    private static string Known(string request) => request switch
    {
        _ when request.Contains("/orgs/", StringComparison.Ordinal) && request.Contains("/actions/runners", StringComparison.Ordinal) =>
            "the organisation permission \"Self-hosted runners: write\"",
        _ when request.Contains("/actions/runners", StringComparison.Ordinal) =>
            request.StartsWith("GET", StringComparison.Ordinal)
                ? "the repository permission \"Administration: read\""
                : "the repository permission \"Administration: write\"",
        _ when request.Contains("/actions/", StringComparison.Ordinal) => "the repository permission \"Actions: read\"",
        _ => "the repository permission \"Metadata: read\"",
    };
}
