namespace Mcp.Tools.Runners.GitHub.Credentials;

/// <summary>Whom GitHub takes us for: something that has a token, now or after asking for one.</summary>
internal interface IGitHubCredential
{
    /// <summary>How it is named in messages, with its article.</summary>
    CredentialKind Kind { get; }

    /// <summary>
    /// What kept answers belong to, where that is not the token itself: an installation's token is another one each hour, and its answers
    /// take the place of those before. Null: the token.
    /// </summary>
    string? CacheIdentity { get; }

    /// <exception cref="GitHubException">There is no token; the message says what to do.</exception>
    Task<Secret> GetAsync(string request, CancellationToken cancellationToken);

    /// <summary>Looks for another token after GitHub has refused one. Null: there is none.</summary>
    Task<Secret?> ReloadAsync(Secret refused, CancellationToken cancellationToken);
}
