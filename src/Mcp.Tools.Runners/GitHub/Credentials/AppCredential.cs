namespace Mcp.Tools.Runners.GitHub.Credentials;

/// <summary>The App itself: may ask where it is installed, and for tokens of its installations.</summary>
/// <param name="appId">Its number, or its client id.</param>
internal sealed class AppCredential(string appId, AppKey key, TimeProvider time) : IGitHubCredential, IDisposable
{
    /// <summary>A statement is made anew with so much of it left.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(1);

    private Statement? _current;

    public CredentialKind Kind => CredentialKind.App;

    public string? CacheIdentity => $"app {appId}";

    public string AppId => appId;

    public Task<Secret> GetAsync(string request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        // Made later than now: the clock was set back, and GitHub would refuse it.
        if (Volatile.Read(ref _current) is { } current && now >= current.MadeAt && now < current.MadeAt + AppJwt.Lifetime - Early)
        {
            return Task.FromResult(current.Token);
        }

        var made = new Statement(AppJwt.Create(key.Get(request), appId, now), now);
        Volatile.Write(ref _current, made);
        return Task.FromResult(made.Token);
    }

    /// <summary>A statement that GitHub refuses is not better when it is made again.</summary>
    public Task<Secret?> ReloadAsync(Secret refused, CancellationToken cancellationToken) => Task.FromResult<Secret?>(null);

    public void Dispose() => key.Dispose();

    private sealed record Statement(Secret Token, DateTimeOffset MadeAt);
}
