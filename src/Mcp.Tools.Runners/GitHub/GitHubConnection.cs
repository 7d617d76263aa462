using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.GitHub;

/// <summary>Sends each request on the lane of the owner that its path names: his credential, at his address.</summary>
internal sealed class GitHubConnection : IDisposable
{
    private readonly GitHubLanes _lanes;
    private readonly string? _owner;

    public GitHubConnection(
        GitHubOptions options, GitHubCredentials credentials, IResponseCache cache, TimeProvider time, ILogger logger, HttpMessageHandler transport) =>
        _lanes = new GitHubLanes(
            new LaneParts(options, cache, time, logger, transport, new SemaphoreSlim(options.MaxConcurrentRequests), credentials.ReadVariable), credentials);

    private GitHubConnection(GitHubLanes lanes, string owner) => (_lanes, _owner) = (lanes, owner);

    /// <summary>Of all lanes: the state of the one that has least left, and what all have spent.</summary>
    public RateBudget Budget => RateBudget.Together(_lanes.InUse.Select(lane => lane.Budget));

    public GitHubLanes Lanes => _lanes;

    /// <summary>The same, where the path names no owner: on the lane of this one.</summary>
    public GitHubConnection For(string owner) => new(_lanes, owner);

    public Task<GitHubAnswer<T>> GetAsync<T>(Uri uri, CancellationToken cancellationToken)
        where T : class => LaneOf(uri).GetAsync<T>(uri, cancellationToken);

    public Task<GitHubAnswer<T>> PostAsync<T>(Uri uri, object? body, CancellationToken cancellationToken)
        where T : class => LaneOf(uri).PostAsync<T>(uri, body, cancellationToken);

    /// <summary>A command, whose answer says no more than that it was taken.</summary>
    public Task PostAsync(Uri uri, CancellationToken cancellationToken) => LaneOf(uri).PostAsync(uri, cancellationToken);

    public Task DeleteAsync(Uri uri, CancellationToken cancellationToken) => LaneOf(uri).DeleteAsync(uri, cancellationToken);

    /// <summary>The lane of a request. Its next pages belong there too, although GitHub names the repository by a number in their addresses.</summary>
    public GitHubLane LaneOf(Uri uri) => _owner is null ? _lanes.For(uri) : _lanes.Of(_owner);

    public void Dispose()
    {
        if (_owner is null)
        {
            _lanes.Dispose();
        }
    }
}
