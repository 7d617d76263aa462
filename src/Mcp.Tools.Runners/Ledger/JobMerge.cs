using System.Collections.Immutable;

namespace Mcp.Tools.Runners.Ledger;

/// <summary>Joins what sources saw of one job, in whatever order they tell it. A job only moves forward; a re-run is a new job on GitHub.</summary>
internal static class JobMerge
{
    /// <param name="now">What was seen later than now comes from a clock that was set back since, and yields to what is seen now.</param>
    /// <param name="happenedAt">Where an event tells of a change: when that was. It may come late; null: it was read at <paramref name="asOf"/>.</param>
    /// <param name="known">What is stored, and when its status was seen; null: the job is new.</param>
    public static (ObservedJob Job, DateTimeOffset StatusAsOf) Merge(
        (ObservedJob Job, DateTimeOffset StatusAsOf)? known, WorkflowJob seen, string source, DateTimeOffset asOf, DateTimeOffset now, DateTimeOffset? happenedAt = null)
    {
        var seenAt = StatusTime(seen.Status, asOf, happenedAt);
        if (known is not var (job, statusAsOf))
        {
            return (new ObservedJob(seen, source, asOf, asOf, null), seenAt);
        }

        var lastSeenAt = job.LastSeenAt <= now ? job.LastSeenAt : now;
        var isLater = IsLater((seen.Status, seenAt), (job.Job.Status, statusAsOf <= now ? statusAsOf : DateTimeOffset.MinValue));
        var merged = isLater ? Fill(seen, job.Job) : Fill(job.Job, seen);
        var isGone = job.GoneAt >= (happenedAt ?? asOf) && merged.Status != JobStatus.Completed;
        return (
            new ObservedJob(
                merged,
                asOf >= lastSeenAt ? source : job.Source,
                asOf < job.FirstSeenAt ? asOf : job.FirstSeenAt,
                asOf > lastSeenAt ? asOf : lastSeenAt,
                isGone ? job.GoneAt : null),
            isLater ? seenAt : statusAsOf);
    }

    /// <summary>
    /// An event that tells of a wait, and comes after the one that ended the wait, must not bring it back: it counts from its own time.
    /// </summary>
    private static DateTimeOffset StatusTime(JobStatus status, DateTimeOffset asOf, DateTimeOffset? happenedAt) => (status, happenedAt) switch
    {
        (_, null) => asOf,
        (JobStatus.Pending or JobStatus.Waiting, { } happened) => happened,
        (_, { } happened) => happened > asOf ? happened : asOf,
    };

    // Among the statuses of a job that waits there is no order but time: it may go from queued back to pending.
    private static bool IsLater((JobStatus Status, DateTimeOffset AsOf) seen, (JobStatus Status, DateTimeOffset AsOf) known) =>
        (Rank(seen.Status), seen.AsOf, seen.Status).CompareTo((Rank(known.Status), known.AsOf, known.Status)) >= 0;

    private static int Rank(JobStatus status) => status switch
    {
        JobStatus.Pending or JobStatus.Waiting or JobStatus.Queued => 1,
        JobStatus.InProgress => 2,
        JobStatus.Completed => 3,
        _ => 0,
    };

    /// <summary>The later reading, with what only the earlier one knew.</summary>
    private static WorkflowJob Fill(WorkflowJob later, WorkflowJob earlier) => later with
    {
        WorkflowName = later.WorkflowName ?? earlier.WorkflowName,
        WorkflowPath = later.WorkflowPath ?? earlier.WorkflowPath,
        Labels = later.Labels.IsDefaultOrEmpty ? OrEmpty(earlier.Labels) : later.Labels,
        Conclusion = later.Conclusion ?? earlier.Conclusion,
        StartedAt = later.StartedAt ?? earlier.StartedAt,
        CompletedAt = later.CompletedAt ?? earlier.CompletedAt,
        RunnerId = later.RunnerId ?? earlier.RunnerId,
        RunnerName = later.RunnerName ?? earlier.RunnerName,
        FailedStep = later.FailedStep ?? earlier.FailedStep,
        HtmlUrl = later.HtmlUrl ?? earlier.HtmlUrl,
    };

    private static ImmutableArray<string> OrEmpty(ImmutableArray<string> labels) => labels.IsDefault ? [] : labels;
}
