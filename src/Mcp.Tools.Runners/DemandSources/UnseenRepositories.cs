using System.Collections.Concurrent;

namespace Mcp.Tools.Runners.DemandSources;

/// <summary>
/// Repositories that the token cannot see. A 404 carries no ETag and so costs a request each time: it is believed for a while.
/// </summary>
internal sealed class UnseenRepositories(TimeProvider time)
{
    private static readonly TimeSpan Believed = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<RepositoryName, (string Reason, DateTimeOffset Until)> _unseen = new();

    /// <summary>Keeps the first reason, and returns it: the two listings of a repository fail together.</summary>
    public string Add(RepositoryName repository, string reason) =>
        _unseen.GetOrAdd(repository, (reason, time.GetUtcNow() + Believed)).Reason;

    /// <summary>Why the repository is not asked for now; null: ask.</summary>
    public string? ReasonFor(RepositoryName repository)
    {
        if (!_unseen.TryGetValue(repository, out var entry))
        {
            return null;
        }

        if (time.GetUtcNow() < entry.Until)
        {
            return entry.Reason;
        }

        _unseen.TryRemove(repository, out _);
        return null;
    }
}
