using Microsoft.Data.Sqlite;

namespace Mcp.Tools.Runners.Ledger;

/// <summary>The jobs, as the sources saw them.</summary>
internal sealed class JobLedger(LedgerDatabase database, TimeProvider time)
{
    /// <summary>Stores what a source saw, in one transaction. A job's status only moves forward: queued, in progress, completed.</summary>
    public void Upsert(IReadOnlyCollection<WorkflowJob> jobs, string source, DateTimeOffset asOf)
    {
        if (jobs.Count == 0)
        {
            return;
        }

        // Whole milliseconds, as they are stored: else a reading could seem later than itself.
        var seenAt = LedgerValue.ToTime(LedgerValue.FromTime(asOf));
        database.Write((connection, _) => Store(connection, jobs, source, seenAt, time.GetUtcNow()), isNews: changed => changed);
    }

    public ObservedJob? Get(long jobId) =>
        database.Read(connection => connection.First("SELECT * FROM jobs WHERE id = $id", JobRow.Observed, ("$id", jobId)));

    public IReadOnlyList<ObservedJob> ListByRun(RepositoryName repository, long runId) => database.Read(connection => connection.List(
        "SELECT * FROM jobs WHERE repository = $repository AND run_id = $run ORDER BY id",
        JobRow.Observed,
        ("$repository", repository.ToString()),
        ("$run", runId)));

    /// <summary>Jobs in a status, oldest first, without those that are gone.</summary>
    public IReadOnlyList<ObservedJob> List(JobStatus status, int limit) => database.Read(connection => connection.List(
        "SELECT * FROM jobs WHERE status = $status AND gone_at IS NULL ORDER BY created_at, id LIMIT $limit",
        JobRow.Observed,
        ("$status", LedgerWord<JobStatus>.From(status)),
        ("$limit", Math.Max(0, limit))));

    /// <summary>
    /// What is known of jobs at or after a reading beyond what it says itself, the latest first: what was seen since, or by others, or is
    /// further than it was read.
    /// </summary>
    public IReadOnlyList<ObservedJob> ListKnownBeyond(string source, DateTimeOffset asOf, int limit) => database.Read(connection => connection.List(
        """
        SELECT * FROM jobs WHERE last_seen_at >= $as_of AND (last_seen_at > $as_of OR status_as_of <> $as_of OR source <> $source OR gone_at IS NOT NULL)
        ORDER BY last_seen_at DESC, id LIMIT $limit
        """,
        JobRow.Observed,
        ("$as_of", LedgerValue.FromTime(asOf)),
        ("$source", source),
        ("$limit", Math.Max(0, limit))));

    /// <summary>Jobs that have not ended and that webhooks have told of, without those that are gone.</summary>
    public IReadOnlyList<ObservedJob> ListOpenByWebhooks(int limit) => database.Read(connection => connection.List(
        """
        SELECT * FROM jobs WHERE status <> 'completed' AND gone_at IS NULL
            AND EXISTS (SELECT 1 FROM webhook_deliveries WHERE job_id = jobs.id)
        ORDER BY created_at, id LIMIT $limit
        """,
        JobRow.Observed,
        ("$limit", Math.Max(0, limit))));

    /// <summary>Jobs in a status, last queued first, without those that are gone.</summary>
    /// <param name="repository">Only this one; null: all.</param>
    /// <param name="since">Only those queued at or after it; null: whenever.</param>
    public IReadOnlyList<ObservedJob> ListNewest(JobStatus status, RepositoryName? repository, DateTimeOffset? since, int limit) => database.Read(connection => connection.List(
        """
        SELECT * FROM jobs WHERE status = $status AND gone_at IS NULL AND created_at >= $since AND ($repository IS NULL OR repository = $repository)
        ORDER BY created_at DESC, id DESC LIMIT $limit
        """,
        JobRow.Observed,
        ("$status", LedgerWord<JobStatus>.From(status)),
        ("$since", LedgerValue.FromTime(since ?? DateTimeOffset.UnixEpoch)),
        ("$repository", repository?.ToString()),
        ("$limit", Math.Max(0, limit))));

    /// <summary>How many jobs are in a status, without those that are gone.</summary>
    public int Count(JobStatus status) => database.Read(connection => (int)connection.Number(
        "SELECT COUNT(*) FROM jobs WHERE status = $status AND gone_at IS NULL", ("$status", LedgerWord<JobStatus>.From(status))));

    /// <summary>GitHub does not show these any more: they are marked so, never deleted.</summary>
    /// <param name="asOf">When the reading began; jobs seen later than that are left alone.</param>
    public void MarkGone(IReadOnlyCollection<long> jobIds, DateTimeOffset asOf) => database.Write(
        (connection, _) => connection.Execute(
            """
            UPDATE jobs SET gone_at = $as_of
            WHERE status <> 'completed' AND gone_at IS NULL AND (last_seen_at < $as_of OR last_seen_at > $now)
                AND id IN (SELECT value FROM json_each($ids))
            """,
            ("$as_of", LedgerValue.FromTime(asOf)),
            ("$now", LedgerValue.FromTime(time.GetUtcNow())), // seen later than now: the clock was set back since
            ("$ids", LedgerValue.FromIds(jobIds))),
        isNews: rows => rows > 0);

    /// <param name="happenedAt">Where an event tells of a change: when that was. It may come late.</param>
    /// <returns>Whether anything but the time of the last sight changed.</returns>
    internal static bool Store(
        SqliteConnection connection, IReadOnlyCollection<WorkflowJob> jobs, string source, DateTimeOffset asOf, DateTimeOffset now, DateTimeOffset? happenedAt = null)
    {
        using var find = connection.Command("SELECT * FROM jobs WHERE id = $id", ("$id", 0L));
        using var upsert = connection.CreateCommand();
        upsert.CommandText = JobRow.Upsert;
        var changed = false;
        foreach (var job in jobs)
        {
            find.Parameters[0].Value = job.Id;
            var known = Find(find);
            var (merged, statusAsOf) = JobMerge.Merge(known, job, source, asOf, now, happenedAt);
            changed |= known is not var (before, _) || before.Job.Status != merged.Job.Status || before.GoneAt != merged.GoneAt
                || before.Job.RunnerId != merged.Job.RunnerId || before.Job.Conclusion != merged.Job.Conclusion;
            Bind(upsert, JobRow.Values(merged, statusAsOf));
            upsert.ExecuteNonQuery();
        }

        return changed;
    }

    private static (ObservedJob Job, DateTimeOffset StatusAsOf)? Find(SqliteCommand find)
    {
        using var row = find.ExecuteReader();
        return row.Read() ? (JobRow.Observed(row), row.Time("status_as_of")) : null;
    }

    // The statement stays prepared over the batch; only its values change.
    private static void Bind(SqliteCommand command, (string Name, object? Value)[] values)
    {
        for (var at = 0; at < values.Length; at++)
        {
            var value = values[at].Value ?? DBNull.Value;
            if (command.Parameters.Count <= at)
            {
                command.Parameters.AddWithValue(values[at].Name, value);
            }
            else
            {
                command.Parameters[at].Value = value;
            }
        }
    }
}
