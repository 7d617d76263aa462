using System.Collections.Immutable;
using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Planning;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.Lifecycle;

/// <summary>Holds the rows against GitHub's listing of runners and writes down which are online and which are busy.</summary>
internal sealed partial class GitHubObserver(
    RunnerLife life, RunnerLedger ledger, GitHubApi gitHub, Registrations registrations, RunnerWork work, TimeProvider time, ILogger<GitHubObserver> logger)
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
            .ToLookup(registrations.ListedAt);
        var read = await Task.WhenAll(rows.Select(group => ObserveAsync(group.Key, [.. group], cancellationToken)));

        // GitHub's listings lag behind: what is not in one is gone only when it is not in a later one either.
        var missing = read.SelectMany(result => result.Missing).ToImmutableDictionary(id => id, id => _missed.GetValueOrDefault(id, time.GetTimestamp()), StringComparer.Ordinal);
        var unlisted = missing.Where(entry => time.GetElapsedTime(entry.Value) >= Patience).Select(entry => entry.Key).ToImmutableHashSet(StringComparer.Ordinal);
        var unread = read.Where(result => result.Unread).SelectMany(result => rows[result.Place]).ToList();
        _missed = missing.AddRange(_missed.Where(entry => unread.Exists(row => row.Id == entry.Key)));
        return new([.. unread.Select(row => row.Repository)], unlisted);
    }

    private async Task<ReadRunners> ObserveAsync(string place, IReadOnlyList<RunnerInfo> rows, CancellationToken cancellationToken)
    {
        try
        {
            var listing = await gitHub.ListRunnersAsync(place, cancellationToken);
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

            return new(place, Unread: false, missing.ToImmutable());
        }
        catch (GitHubException ex)
        {
            LogUnread(place, ex.Message);
            return new(place, Unread: true, []);
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "The runners at {Place} could not be read: {Problem}")]
    private partial void LogUnread(string place, string problem);

    private sealed record ReadRunners(string Place, bool Unread, ImmutableArray<string> Missing);
}
