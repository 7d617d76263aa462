using System.Collections.Immutable;

namespace Mcp.Tools.Runners.DemandSources;

/// <summary>From the readings of all repositories to one level (pure).</summary>
internal static class DemandReading
{
    /// <param name="readings">Of this pass.</param>
    /// <param name="kept">Of earlier passes, for repositories that were not read in this one.</param>
    /// <param name="heldUp">Repositories that were to be read and could not be asked for, with the reason.</param>
    /// <param name="incomplete">Whether there are repositories that no pass has read.</param>
    public static Demand Combine(
        string source,
        DateTimeOffset asOf,
        IReadOnlyCollection<QueueReading> readings,
        IReadOnlyCollection<QueueReading> kept,
        IReadOnlyDictionary<RepositoryName, string> heldUp,
        bool incomplete)
    {
        QueueReading[] all = [.. readings, .. kept];
        var unread = all.Where(reading => reading.Failure is not null)
            .Select(reading => KeyValuePair.Create(reading.Repository, reading.Failure!))
            .Concat(heldUp)
            .ToImmutableDictionary();
        var tried = readings.Count + heldUp.Count;
        var quality = tried > 0 && readings.All(reading => !reading.AnythingRead)
            ? DemandQuality.Unknown
            : unread.Count > 0 || incomplete || all.Any(reading => reading.IsFloor)
                ? DemandQuality.Floor
                : DemandQuality.Complete;
        return new Demand(source, asOf, quality, Jobs(all), unread)
        {
            Visibility = all.Where(reading => reading.IsPublic is not null).ToImmutableDictionary(reading => reading.Repository, reading => reading.IsPublic!.Value),
            ReadAt = kept.Where(reading => reading.AsOf < asOf).ToImmutableDictionary(reading => reading.Repository, reading => reading.AsOf),
        };
    }

    public static Demand Unknown(
        string source, DateTimeOffset asOf, string reason, IEnumerable<RepositoryName> repositories) => new(
        source, asOf, DemandQuality.Unknown, [], repositories.ToImmutableDictionary(repository => repository, _ => reason)) { Reason = reason };

    private static ImmutableArray<WorkflowJob> Jobs(IReadOnlyCollection<QueueReading> readings) =>
    [
        .. readings.SelectMany(reading => reading.Jobs)
            .Where(job => job.Status != JobStatus.Completed)
            .OrderBy(job => job.CreatedAt)
            .ThenBy(job => job.Id),
    ];
}
