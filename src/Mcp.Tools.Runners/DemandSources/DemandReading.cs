using System.Collections.Immutable;

namespace Mcp.Tools.Runners.DemandSources;

/// <summary>From the readings of all repositories to one level (pure).</summary>
internal static class DemandReading
{
    public static Demand Combine(
        string source, DateTimeOffset asOf, IReadOnlyCollection<QueueReading> readings, bool repositoriesTruncated)
    {
        var unread = readings.Where(reading => reading.Failure is not null)
            .ToImmutableDictionary(reading => reading.Repository, reading => reading.Failure!);
        var quality = readings.Count > 0 && readings.All(reading => !reading.AnythingRead)
            ? DemandQuality.Unknown
            : unread.Count > 0 || repositoriesTruncated || readings.Any(reading => reading.Truncated)
                ? DemandQuality.Floor
                : DemandQuality.Complete;
        return new Demand(source, asOf, quality, Jobs(readings), unread)
        {
            Visibility = readings.Where(reading => reading.IsPublic is not null).ToImmutableDictionary(reading => reading.Repository, reading => reading.IsPublic!.Value),
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
