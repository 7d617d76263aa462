using Microsoft.Data.Sqlite;

namespace Mcp.Tools.Runners.Ledger;

/// <summary>Why each job is served, waits or is refused, and what each pass of the loop did.</summary>
internal sealed class DecisionLog(LedgerDatabase database)
{
    /// <summary>Stores a pass and its decisions in one transaction. A decision equal to the job's current one renews it; another one is appended to the history.</summary>
    /// <exception cref="LeaseLostException">Another process holds the lease.</exception>
    public void Record(PassRecord pass, IReadOnlyCollection<Decision> decisions, LeaseToken lease) => database.Write(
        (connection, _) =>
        {
            LeaseRow.Require(connection, lease);
            Append(connection, pass);
            return decisions.Count(decision => Store(connection, decision));
        },
        isNews: appended => appended > 0);

    /// <summary>The decision in force about a job.</summary>
    public Decision? Current(long jobId) => database.Read(connection => connection.First(
        "SELECT * FROM decisions WHERE job_id = $job ORDER BY seq DESC LIMIT 1", DecisionRow.Decision, ("$job", jobId)));

    /// <summary>All decisions about a job, oldest first, bounded to the newest <paramref name="limit"/>.</summary>
    public IReadOnlyList<Decision> History(long jobId, int limit) => database.Read(connection => connection.List(
        """
        SELECT * FROM (SELECT * FROM decisions WHERE job_id = $job ORDER BY seq DESC LIMIT $limit) ORDER BY seq
        """,
        DecisionRow.Decision,
        ("$job", jobId),
        ("$limit", Math.Max(0, limit))));

    /// <summary>The last passes, newest first.</summary>
    public IReadOnlyList<PassRecord> RecentPasses(int limit) => database.Read(connection => connection.List(
        "SELECT * FROM passes ORDER BY seq DESC LIMIT $limit", DecisionRow.Pass, ("$limit", Math.Max(0, limit))));

    /// <returns>Whether it was appended; false: the current one was renewed.</returns>
    private static bool Store(SqliteConnection connection, Decision decision)
    {
        var renewed = connection.Execute(
            """
            UPDATE decisions SET last_at = MAX(last_at, $last), text = $text
            WHERE seq = (SELECT MAX(seq) FROM decisions WHERE job_id = $job)
                AND kind = $kind AND code = $code AND pool IS $pool AND runner_id IS $runner
            """,
            DecisionRow.Values(decision));
        if (renewed > 0)
        {
            return false;
        }

        connection.Execute(
            """
            INSERT INTO decisions (job_id, repository, pool, kind, code, text, runner_id, first_at, last_at)
            VALUES ($job, $repository, $pool, $kind, $code, $text, $runner, $first, $last)
            """,
            DecisionRow.Values(decision));
        return true;
    }

    private static void Append(SqliteConnection connection, PassRecord pass) => connection.Execute(
        """
        INSERT INTO passes (
            started_at, duration, trigger, demand, queued_jobs, starts, waits, refusals, counted_requests, not_modified, problem)
        VALUES ($started, $duration, $trigger, $demand, $queued, $starts, $waits, $refusals, $requests, $not_modified, $problem)
        """,
        ("$started", LedgerValue.FromTime(pass.StartedAt)),
        ("$duration", pass.Duration.Ticks),
        ("$trigger", pass.Trigger),
        ("$demand", LedgerWord<DemandQuality>.From(pass.Demand)),
        ("$queued", pass.QueuedJobs),
        ("$starts", pass.Starts),
        ("$waits", pass.Waits),
        ("$refusals", pass.Refusals),
        ("$requests", pass.CountedRequests),
        ("$not_modified", pass.NotModified),
        ("$problem", pass.Problem));
}
