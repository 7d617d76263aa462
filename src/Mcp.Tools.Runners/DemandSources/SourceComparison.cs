namespace Mcp.Tools.Runners.DemandSources;

/// <summary>Where a reading and the webhooks do not agree about which jobs wait or run. Pure.</summary>
/// <param name="OnlyRead">Jobs of repositories that webhooks tell of, which were read but never told.</param>
/// <param name="OnlyTold">Jobs that were told before the reading began and not in it, although their repository could be read.</param>
internal sealed record SourceComparison(int OnlyRead, int OnlyTold)
{
    /// <summary>Null: one of them says nothing, so there is nothing to compare.</summary>
    public static SourceComparison? Of(Demand reading, WebhooksHeard heard)
    {
        if (reading.Quality == DemandQuality.Unknown || heard.LastAt is null)
        {
            return null;
        }

        var read = reading.Jobs.Where(IsActive).ToDictionary(job => job.Id);
        var told = heard.Open.Where(row => IsActive(row.Job)).ToDictionary(row => row.Job.Id);
        return new(
            read.Values.Count(job => !told.ContainsKey(job.Id) && heard.Visibility.ContainsKey(job.Repository)),
            reading.Quality != DemandQuality.Complete ? 0 : told.Values.Count(row => !read.ContainsKey(row.Job.Id) && row.LastSeenAt < reading.AsOf && !reading.Unread.ContainsKey(row.Job.Repository)));
    }

    private static bool IsActive(WorkflowJob job) => job.Status is JobStatus.Queued or JobStatus.InProgress;
}
