using System.Collections.Immutable;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.DemandSources;

/// <summary>
/// The level that is planned from: the last reading, corrected by what the ledger has learned since from whatever source. One job per id;
/// the ledger's row moves only forward, so it is right where the two differ (ADR 0005). Pure.
/// </summary>
internal static class MergedDemand
{
    /// <summary>The source of a level that no reading stands behind.</summary>
    public const string Webhooks = "webhooks";

    /// <param name="reading">What the poller read last.</param>
    /// <param name="seen">The rows that say more than the reading, from <see cref="AsOf"/> on.</param>
    /// <param name="heard">What webhooks have told beside the jobs.</param>
    public static Demand Of(Demand reading, IReadOnlyCollection<ObservedJob> seen, WebhooksHeard heard, DateTimeOffset now)
    {
        if (reading.Quality != DemandQuality.Unknown)
        {
            // The rows begin at the oldest reading; of each repository only those matter that are later than its own.
            var later = seen.Where(row => row.LastSeenAt >= reading.AsOfFor(row.Job.Repository) || row.GoneAt >= reading.AsOfFor(row.Job.Repository));
            return reading with { Jobs = Join(reading.Jobs, later), Visibility = Join(reading.Visibility, heard, reading.AsOf) };
        }

        // What else waits nobody knows, but these do: at least they are served. Other jobs that were once read as waiting may be over.
        return heard.IsAlive(now)
            ? reading with
            {
                Source = Webhooks,
                AsOf = AsOf(reading, heard),
                Quality = DemandQuality.Floor,
                Jobs = Join([], heard.Open.Concat(seen.Where(row => row.GoneAt is not null || row.Job.Status is JobStatus.InProgress or JobStatus.Completed))),
                Visibility = Join(reading.Visibility, heard, DateTimeOffset.MinValue),
            }
            : reading;
    }

    /// <summary>
    /// From when on what happened is not in the level yet. Without a reading that is when the job was heard of that waits for longest: a
    /// runner that has taken a job since then may have taken that one.
    /// </summary>
    public static DateTimeOffset AsOf(Demand reading, WebhooksHeard heard) => reading.Quality != DemandQuality.Unknown
        ? reading.ReadAt.Values.Append(reading.AsOf).Min()
        : heard.Open.Where(row => row.Job.Status == JobStatus.Queued).Select(row => row.LastSeenAt).Append(reading.AsOf).Min();

    /// <summary>Jobs that have ended since stay in: they name the runners that took them.</summary>
    private static ImmutableArray<WorkflowJob> Join(ImmutableArray<WorkflowJob> read, IEnumerable<ObservedJob> seen)
    {
        var jobs = read.ToDictionary(job => job.Id);
        foreach (var row in seen)
        {
            if (row.GoneAt is null)
            {
                jobs[row.Job.Id] = row.Job;
            }
            else
            {
                jobs.Remove(row.Job.Id);
            }
        }

        return [.. jobs.Values.OrderBy(job => job.CreatedAt).ThenBy(job => job.Id)];
    }

    private static ImmutableDictionary<RepositoryName, bool> Join(ImmutableDictionary<RepositoryName, bool> read, WebhooksHeard heard, DateTimeOffset asOf) =>
        read.SetItems(heard.Visibility
            .Where(entry => entry.Value.At >= asOf || !read.ContainsKey(entry.Key))
            .Select(entry => KeyValuePair.Create(entry.Key, entry.Value.IsPublic)));
}
