using System.Collections.Concurrent;
using Mcp.Tools.Runners.DemandSources;
using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Matching;
using Microsoft.Extensions.Options;

namespace Mcp.Tools.Runners.Lifecycle;

/// <summary>The last gate before a registration: no runner for a repository that may not run code here, whoever asked for it.</summary>
internal sealed class RepositoryGuard(GitHubApi gitHub, IOptions<RunnersOptions> options, TimeProvider time)
{
    /// <summary>How long what was read holds; a repository can be made public at any time.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<RepositoryName, (bool IsPublic, long At)> _seen = new();

    private DateTimeOffset _heardUntil = DateTimeOffset.MinValue;

    /// <summary>What a reading of the queues said about visibility.</summary>
    public void Note(Demand demand)
    {
        // What a kept reading says is old, and a repository can be made public at any time.
        foreach (var (repository, isPublic) in demand.Visibility.Where(entry => !demand.ReadAt.ContainsKey(entry.Key)))
        {
            _seen[repository] = (isPublic, time.GetTimestamp());
        }
    }

    /// <summary>What webhooks said of it lately. What they said long ago has to be read again, as it has for a reading.</summary>
    public void Note(WebhooksHeard heard)
    {
        var news = heard.Visibility.Where(entry => entry.Value.At > _heardUntil).ToList();
        foreach (var (repository, (isPublic, _)) in news.Where(entry => time.GetUtcNow() - entry.Value.At < Lifetime))
        {
            _seen[repository] = (isPublic, time.GetTimestamp());
        }

        _heardUntil = news.Select(entry => entry.Value.At).Append(_heardUntil).Max();
    }

    /// <exception cref="LauncherException">It may not.</exception>
    /// <exception cref="GitHubException">Whether it may could not be read.</exception>
    public async Task RequireAllowedAsync(RepositoryName repository, CancellationToken cancellationToken)
    {
        if (!_seen.TryGetValue(repository, out var seen) || time.GetElapsedTime(seen.At) > Lifetime)
        {
            var isPublic = !(await gitHub.GetRepositoryAsync(repository, cancellationToken)).Private;
            _seen[repository] = seen = (isPublic, time.GetTimestamp());
        }

        if (RepositoryPolicy.Refusal(repository, seen.IsPublic, options.Value) is { } refusal)
        {
            throw new LauncherException(refusal.Code, $"{refusal.Text} {refusal.Remedy}");
        }
    }
}
