using System.Collections.Immutable;
using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Planning;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.Lifecycle;

/// <summary>Holds the rows against GitHub's listing of runners and writes down which are online and which are busy.</summary>
internal sealed partial class GitHubObserver(
    RunnerLife life, RunnerLedger ledger, GitHubApi gitHub, RunnerWork work, TimeProvider time, ILogger<GitHubObserver> logger)
{
    /// <summary>GitHub forgets a runner when its job is over; the container gets this long to end by itself.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Since when GitHub lists them no more, by the ledger's id, on the monotonic clock.</summary>
    private ImmutableDictionary<string, long> _missed = ImmutableDictionary<string, long>.Empty;

    /// <summary>Reads the repositories that have runners for which there is something to learn. One that cannot be read changes nothing.</summary>
    public async Task<RunnersSeen> ObserveAsync(CancellationToken cancellationToken)
    {
        var rows = ledger.ListOpen()
            .Where(row => row.State is RunnerState.Created or RunnerState.Started or RunnerState.Online or RunnerState.Busy && !work.IsUnderWay(row.Id))
            .ToLookup(row => row.Repository);
        var read = await Task.WhenAll(rows.Select(group => ObserveAsync(group.Key, [.. group], cancellationToken)));

        // GitHub's listings lag behind: what is not in one is gone only when it is not in a later one either.
        var missing = read.SelectMany(result => result.Missing).ToImmutableDictionary(id => id, id => _missed.GetValueOrDefault(id, time.GetTimestamp()), StringComparer.Ordinal);
        var unlisted = missing.Where(entry => time.GetElapsedTime(entry.Value) >= Patience).Select(entry => entry.Key).ToImmutableHashSet(StringComparer.Ordinal);
        var unread = read.Where(result => result.Unread).Select(result => result.Repository).ToImmutableHashSet();
        _missed = missing.AddRange(_missed.Where(entry => rows.Any(group => unread.Contains(group.Key) && group.Any(row => row.Id == entry.Key))));
        return new(unread, unlisted);
    }

    private async Task<ReadRunners> ObserveAsync(RepositoryName repository, IReadOnlyList<RunnerInfo> rows, CancellationToken cancellationToken)
    {
        try
        {
            var listing = await gitHub.ListRunnersAsync(repository, cancellationToken);
            var registered = listing.Items.ToDictionary(runner => runner.Id);
            var missing = ImmutableArray.CreateBuilder<string>();
            foreach (var row in rows)
            {
                if (row.GitHubRunnerId is { } id && registered.TryGetValue(id, out var seen))
                {
                    Note(row, seen);
                }
                else if (!listing.Truncated && row.State is RunnerState.Online or RunnerState.Busy)
                {
                    missing.Add(row.Id);
                }
            }

            return new(repository, Unread: false, missing.ToImmutable());
        }
        catch (GitHubException ex)
        {
            LogUnread(repository, ex.Message);
            return new(repository, Unread: true, []);
        }
    }

    private void Note(RunnerInfo row, GitHubRunner seen)
    {
        if (seen.Busy && row.State is not RunnerState.Busy)
        {
            life.Apply(row, RunnerEvent.SeenBusy, new() { BusyAt = time.GetUtcNow(), Reason = "GitHub gave it a job." });
        }
        else if (seen.Online && row.State is RunnerState.Created or RunnerState.Started)
        {
            life.Apply(row, RunnerEvent.SeenOnline, new() { Reason = "GitHub sees it online." });
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The runners of {Repository} could not be read: {Problem}")]
    private partial void LogUnread(RepositoryName repository, string problem);

    private sealed record ReadRunners(RepositoryName Repository, bool Unread, ImmutableArray<string> Missing);
}
