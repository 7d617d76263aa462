using System.Globalization;
using Mcp.Tools.Runners.GitHub.Wire;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.GitHub.Credentials;

/// <summary>
/// The App where an owner has installed it. Its token lives for an hour and is fetched anew five minutes before its end; however many
/// requests need it, one fetches.
/// </summary>
/// <param name="app">The lane of the App itself.</param>
internal sealed partial class InstallationCredential(string owner, string appId, GitHubLane app, TimeProvider time, ILogger logger) : IGitHubCredential, IDisposable
{
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5);

    /// <summary>How long a missing installation, or a token that could not be had, is believed.</summary>
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private InstallationToken? _current;
    private GitHubException? _failure;
    private DateTimeOffset _failedAt;
    private long? _installation;
    private string? _toldMissing;

    public CredentialKind Kind => CredentialKind.Installation;

    public string? CacheIdentity => $"app {appId} of {owner.ToLowerInvariant()}";

    public async Task<Secret> GetAsync(string request, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _current) is { } fresh && IsFresh(fresh))
        {
            return fresh.Token;
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            return _current is { } current && IsFresh(current) ? current.Token : await FetchOrKeepAsync(request, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task<Secret?> ReloadAsync(Secret refused, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_current is { } current && current.Token.Reveal() != refused.Reveal())
            {
                return current.Token;
            }

            // One that was refused as soon as it was there would be refused again.
            if (_current is { } young && time.GetUtcNow() - young.FetchedAt < AskAgainAfter)
            {
                return null;
            }

            Volatile.Write(ref _current, null);
            return await FetchAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private bool IsFresh(InstallationToken token) => token.ExpiresAt - time.GetUtcNow() >= Early && time.GetUtcNow() >= token.FetchedAt;

    private async Task<Secret> FetchOrKeepAsync(string request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var failure = _failure is { } known && now - _failedAt < AskAgainAfter && now >= _failedAt ? known : null;
        if (failure is null)
        {
            try
            {
                return await FetchAsync(cancellationToken);
            }
            catch (GitHubException ex)
            {
                (_failure, _failedAt, failure) = (ex, now, ex);
            }
        }

        // The old one is good for some minutes yet; GitHub may be well again by then.
        return _current is { } old && old.ExpiresAt > now ? old.Token : throw new GitHubException(
            failure.Kind, request, failure.RequestId, $"No token for the App's installation at {owner}: {failure.Message.TrimEnd('.')}", failure.Advice, failure.RetryAt);
    }

    private async Task<Secret> FetchAsync(CancellationToken cancellationToken)
    {
        var installation = _installation ??= await FindAsync(cancellationToken);
        InstallationTokenWire wire;
        try
        {
            wire = (await app.PostAsync<InstallationTokenWire>(
                ApiPath.To($"app/installations/{installation.ToString(CultureInfo.InvariantCulture)}/access_tokens"), body: null, cancellationToken)).Body;
        }
        catch (GitHubException ex) when (ex.Kind == GitHubFailureKind.NotFound)
        {
            // Taken away, and perhaps installed again under another number.
            _installation = null;
            throw NotInstalled(ex);
        }

        var token = new InstallationToken(wire.Token, wire.ExpiresAt.ToUniversalTime(), time.GetUtcNow());
        Volatile.Write(ref _current, token);
        _failure = null;
        var missing = string.Join(", ", InstallationPermissions.Missing(wire.Permissions));
        if (missing.Length > 0 && missing != _toldMissing)
        {
            LogMissing(appId, owner, missing);
        }

        _toldMissing = missing;
        return token.Token;
    }

    private async Task<long> FindAsync(CancellationToken cancellationToken)
    {
        GitHubException? missing = null;
        foreach (var path in (string[])[$"orgs/{owner}/installation", $"users/{owner}/installation"])
        {
            try
            {
                var found = (await app.GetAsync<InstallationWire>(ApiPath.To(path), cancellationToken)).Body;
                return found.SuspendedAt is null ? found.Id : throw new GitHubException(
                    GitHubFailureKind.Forbidden, $"GET /{path}", null, $"The App's installation at {owner} is suspended", $"Lift the suspension: {owner}'s settings, 'GitHub Apps', 'Configure'.");
            }
            catch (GitHubException ex) when (ex.Kind == GitHubFailureKind.NotFound)
            {
                missing = ex;
            }
        }

        throw NotInstalled(missing!);
    }

    private GitHubException NotInstalled(GitHubException answer) => new(
        GitHubFailureKind.Forbidden,
        answer.Request,
        answer.RequestId,
        $"The App {appId} is not installed at {owner}",
        $"Install it there: the App's settings page, 'Install App', {owner}, with all repositories or those to serve.");

    [LoggerMessage(Level = LogLevel.Warning, Message = "The App {AppId} at {Owner} lacks permissions to serve runners: {Missing}. Add them on the App's settings page under 'Permissions & events', then accept them at the installation.")]
    private partial void LogMissing(string appId, string owner, string missing);

    private sealed record InstallationToken(Secret Token, DateTimeOffset ExpiresAt, DateTimeOffset FetchedAt);
}
