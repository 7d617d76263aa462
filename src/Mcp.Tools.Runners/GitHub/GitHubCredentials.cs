using Mcp.Tools.Runners.GitHub.Credentials;

namespace Mcp.Tools.Runners.GitHub;

/// <summary>
/// The token: from the options, else <c>GITHUB_TOKEN</c>, else <c>GH_TOKEN</c>, else the login of the <c>gh</c> command, which is
/// asked only when it is needed.
/// </summary>
/// <param name="readVariable">Reads an environment variable.</param>
/// <param name="readLogin">Asks <c>gh</c> for the token of a host; null: it has none.</param>
internal sealed class GitHubCredentials(
    GitHubOptions options,
    Func<string, string?> readVariable,
    Func<string, CancellationToken, Task<string?>> readLogin,
    TimeProvider time) : IGitHubCredential, IDisposable
{
    /// <summary>How long a missing or refused login is believed before <c>gh</c> is started again.</summary>
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private Secret? _token;
    private DateTimeOffset? _readAt;

    public CredentialKind Kind => CredentialKind.Token;

    public string? CacheIdentity => null;

    /// <summary>Reads an environment variable.</summary>
    public string? ReadVariable(string name) => readVariable(name);

    /// <exception cref="GitHubException">There is no token; the message says where to put one.</exception>
    public async Task<Secret> GetAsync(string request, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _token) is { } known)
        {
            return known;
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_token is null && MayRead())
            {
                await ReadAsync(cancellationToken);
            }

            return _token ?? throw new GitHubException(
                GitHubFailureKind.Unauthenticated,
                request,
                null,
                "There is no GitHub token, or it holds characters that no token has",
                $"Set GITHUB_TOKEN, or log in with 'gh auth login --hostname {Host()}', or set up a GitHub App: docs/github-setup.md.");
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Looks for another token after GitHub has refused one: a login may have been renewed. Null: there is none.</summary>
    public async Task<Secret?> ReloadAsync(Secret refused, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (IsOther(_token, refused))
            {
                return _token;
            }

            if (MayRead())
            {
                await ReadAsync(cancellationToken);
            }

            return IsOther(_token, refused) ? _token : null;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private static bool IsOther(Secret? token, Secret refused) => token is not null && token.Reveal() != refused.Reveal();

    /// <summary>The first refusal of a token looks at once, later ones now and then.</summary>
    private bool MayRead() => _readAt is not { } at || time.GetUtcNow() >= at + AskAgainAfter;

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var text = options.Token?.Reveal() ?? Variable("GITHUB_TOKEN") ?? Variable("GH_TOKEN") ?? await readLogin(Host(), cancellationToken);
        var found = Clean(text);
        // A first good token is not yet a reason to wait: only missing and refused ones are.
        _readAt = found is null || _token is not null ? time.GetUtcNow() : null;
        Volatile.Write(ref _token, found);
    }

    private string? Variable(string name) => readVariable(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;

    /// <summary>The host that <c>gh</c> knows: the web address, not the API's.</summary>
    private string Host()
    {
        var host = options.ApiAddress.Host;
        return host.StartsWith("api.", StringComparison.OrdinalIgnoreCase) ? host[4..] : host;
    }

    private static Secret? Clean(string? text) =>
        text?.Trim() is { Length: > 0 } token && token.All(c => c is > ' ' and <= '~') ? new Secret(token) : null;
}
