using System.Collections.Concurrent;
using System.Collections.Immutable;
using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Ledger;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.Lifecycle.Sweeping;

/// <summary>
/// Looks for what is left over, writes down what is to be done, does it, and writes down how each ended. What a person asked for and what
/// an earlier process left pending goes the same way, judged afresh.
/// </summary>
internal sealed partial class Sweep(
    SweepSight sight, LeftoverRemoval removal, CleanUpLedger cleanUps, AutoscalerLease lease, StatusBoard board, TimeProvider time, ILogger<Sweep> logger)
{
    /// <summary>Clean-ups that one sweep carries out, at most; the rest is for the next.</summary>
    public const int Most = 200;

    /// <summary>Who asks for what the autoscaler finds by itself.</summary>
    public const string By = "autoscaler";

    private const int MostPublished = 100;

    /// <summary>A container that is asked to stop may take its time; the others need not wait for it.</summary>
    private const int AtOnce = 4;

    /// <exception cref="LauncherException">The containers cannot be seen now; nothing was concluded.</exception>
    /// <exception cref="LeaseLostException">Another process acts now.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var asked = cleanUps.Pending(Most).Select(pending => pending.What.Repository).OfType<RepositoryName>();
        var traces = await sight.LookAsync(asked, cancellationToken);
        var leftovers = Leftovers.Of(traces).ToDictionary(leftover => leftover.Key, StringComparer.Ordinal);
        cancellationToken.ThrowIfCancellationRequested();
        Request(leftovers.Values);

        var removed = new ConcurrentBag<string>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(cleanUps.Pending(Most), options, async (pending, token) =>
        {
            var (outcome, detail) = await CarryOutAsync(pending, leftovers.GetValueOrDefault(pending.What.Item), traces, token);
            cleanUps.End(pending.Sequence, outcome, detail, time.GetUtcNow(), lease.Token);
            LogEnded(pending.What.Name, pending.What.Kind, pending.What.Reason, outcome, detail);
            if (outcome is CleanUpOutcome.Done or CleanUpOutcome.Gone && pending.What is { Kind: not "ambiguous", ContainerId: { } container })
            {
                removed.Add(container);
            }
        });
        Publish(traces, removed.ToHashSet(StringComparer.Ordinal));
    }

    private void Request(IEnumerable<Leftover> leftovers)
    {
        List<NewCleanUp> wanted = [.. leftovers.Where(leftover => leftover.Action != LeftoverAction.Leave).Take(Most).Select(leftover => leftover.ToCleanUp())];
        if (wanted.Count > 0)
        {
            cleanUps.Request(wanted, By, time.GetUtcNow(), lease.Token);
        }
    }

    private async Task<(CleanUpOutcome Outcome, string Detail)> CarryOutAsync(CleanUp pending, Leftover? now, Traces traces, CancellationToken cancellationToken)
    {
        if (now is null)
        {
            var unread = traces.Listings.FirstOrDefault(listing => listing.Repository == pending.What.Repository)?.Unread;
            return unread is null
                ? (CleanUpOutcome.Gone, "It is not left over any more.")
                : (CleanUpOutcome.Failed, unread);
        }

        try
        {
            return await removal.RemoveAsync(now, cancellationToken);
        }
        catch (Exception ex) when (ex is GitHubException or LauncherException)
        {
            // One that cannot be removed must not keep the others; the next sweep finds it again.
            return (CleanUpOutcome.Failed, ex.Message);
        }
    }

    /// <summary>Tells front ends of the containers that are not plainly in order: without an open row, more than one of a runner, never run, set apart.</summary>
    private void Publish(Traces traces, HashSet<string> removed)
    {
        var containers = traces.Containers!;
        var rows = traces.Rows.ToDictionary(row => row.Id, StringComparer.Ordinal);
        var perRunner = containers.Items.CountBy(container => container.RunnerId).ToDictionary(StringComparer.Ordinal);
        ImmutableArray<ContainerEntry> told =
        [
            .. containers.Items
                .Where(container => !removed.Contains(container.ContainerId))
                .Where(container => rows.GetValueOrDefault(container.RunnerId) is not { State: not (RunnerState.Removed or RunnerState.Quarantined) }
                    || container is { Running: false, Ended: false } || perRunner[container.RunnerId] > 1)
                .Select(ContainerEntry.Of),
        ];
        board.Put(StatusJson.Containers(new([.. told.Take(MostPublished)], told.Length), containers.AsOf));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Clean-up of {Name} ({Kind}; {Reason}): {Outcome}. {Detail}")]
    private partial void LogEnded(string name, string kind, string reason, CleanUpOutcome outcome, string detail);
}
