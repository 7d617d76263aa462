using System.Collections.Concurrent;
using Mcp.Tools.Runners.GitHub.Credentials;

namespace Mcp.Tools.Runners.GitHub;

/// <summary>One lane for each credential and, for an App, for each owner where it is installed. Made when it is first needed.</summary>
/// <param name="usual">The token for all owners without a credential of their own, where no file and no App is named.</param>
internal sealed class GitHubLanes(LaneParts parts, GitHubCredentials usual) : IDisposable
{
    private const string Default = "default";

    private readonly ConcurrentDictionary<string, Lazy<GitHubLane>> _lanes = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentQueue<IDisposable> _owned = new();

    public IEnumerable<GitHubLane> InUse => _lanes.Values.Where(lane => lane.IsValueCreated).Select(lane => lane.Value);

    /// <summary>Whether all owners without a credential of their own are served by an App.</summary>
    public bool DefaultIsApp => parts.Options.AppId is { Length: > 0 };

    /// <summary>The credentials of single owners.</summary>
    public IEnumerable<GitHubCredentialOptions> Owners => parts.Options.Credentials;

    /// <summary>The lane for a request that names an owner in its path, or none.</summary>
    public GitHubLane For(Uri uri) => LanePath.OwnerOf(uri) is { } owner ? Of(owner) : LanePath.IsOfTheApp(uri) ? App(parts.Options.AppId, parts.Options.PrivateKeyFile, AddressOf(null)) : Usual();

    public GitHubLane Of(string owner)
    {
        var own = parts.Options.Credentials.FirstOrDefault(credential => string.Equals(credential.Owner, owner, StringComparison.OrdinalIgnoreCase));
        var (appId, keyFile) = own is null ? (parts.Options.AppId, parts.Options.PrivateKeyFile) : (own.AppId, own.PrivateKeyFile);
        return appId is { Length: > 0 }
            ? Lane(owner, () => Installation(owner, App(appId, keyFile, AddressOf(own)), appId))
            : own is null ? Usual() : Lane(owner, () => new GitHubLane(owner, AddressOf(own), new TokenFile(own.TokenFile ?? "", parts.ReadVariable), parts));
    }

    /// <summary>The lane of an App itself: it may ask where it is installed, and no more.</summary>
    public GitHubLane App(string? appId, string? keyFile, Uri address) => appId is { Length: > 0 }
        ? Lane($"app {appId}", () =>
        {
            var credential = new AppCredential(appId, new AppKey(keyFile, parts.ReadVariable), parts.Time);
            _owned.Enqueue(credential);
            return new GitHubLane($"app {appId}", address, credential, parts);
        })
        : throw new GitHubException(
            GitHubFailureKind.Unauthenticated, "GET /app", null, "Only a GitHub App may ask this, and none is set up", "Name one in gitHub.appId (--github-app-id): docs/github-setup.md.");

    public void Dispose()
    {
        foreach (var lane in InUse)
        {
            lane.Dispose();
        }

        while (_owned.TryDequeue(out var owned))
        {
            owned.Dispose();
        }

        parts.Slots.Dispose();
    }

    /// <summary>For what names no owner, above all the user's own list of repositories.</summary>
    private GitHubLane Usual() => Lane(Default, () => parts.Options.TokenFile is { Length: > 0 } file
        ? new GitHubLane(Default, AddressOf(null), new TokenFile(file, parts.ReadVariable), parts)
        : new GitHubLane(Default, AddressOf(null), usual, parts));

    private GitHubLane Installation(string owner, GitHubLane app, string appId)
    {
        var credential = new InstallationCredential(owner, appId, app, parts.Time, parts.Logger);
        _owned.Enqueue(credential);
        return new GitHubLane(owner, app.Address, credential, parts);
    }

    private GitHubLane Lane(string key, Func<GitHubLane> create) => _lanes.GetOrAdd(key, _ => new Lazy<GitHubLane>(create)).Value;

    private Uri AddressOf(GitHubCredentialOptions? own)
    {
        var address = own?.ApiAddress ?? parts.Options.ApiAddress;
        return address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
    }
}
