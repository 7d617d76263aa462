using Mcp.Tools.Runners.GitHub.Credentials;

namespace Mcp.Tools.Runners.GitHub.Http;

/// <summary>What an answer says of things that would only fail later (pure): an old Enterprise Server, a classic token without the scope.</summary>
internal static class FirstAnswer
{
    /// <summary>The first with just-in-time runners.</summary>
    private static readonly Version OldestServer = new(3, 10);

    public static string? ServerVersion(HttpResponseMessage response) => AnswerHeaders.Text(response, "X-GitHub-Enterprise-Version");

    public static IEnumerable<string> Problems(HttpResponseMessage response, CredentialKind kind)
    {
        if (ServerVersion(response) is { } text && Version.TryParse(text.Split('-')[0], out var version) && version < OldestServer)
        {
            yield return $"GitHub Enterprise Server {version} has no just-in-time runners, and no runner can be registered there. Update it to {OldestServer} or later.";
        }

        // A fine-grained token's answers have no such header. Public repositories alone do not need the whole scope, but their runners do.
        if (kind == CredentialKind.Token && AnswerHeaders.Text(response, "X-OAuth-Scopes") is { } scopes
            && !scopes.Split(',', StringSplitOptions.TrimEntries).Contains("repo", StringComparer.Ordinal))
        {
            yield return $"The classic token lacks the scope 'repo' (it has: {(scopes.Length > 0 ? scopes : "none")}), and no runner can be registered with it. Add it at https://github.com/settings/tokens.";
        }
    }
}
