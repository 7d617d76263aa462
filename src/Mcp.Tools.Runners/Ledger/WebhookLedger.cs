using Mcp.Tools.Runners.DemandSources.Webhooks;
using Microsoft.Data.Sqlite;

namespace Mcp.Tools.Runners.Ledger;

/// <summary>Stores what webhooks tell, each delivery once, together with the job that it is about.</summary>
internal sealed class WebhookLedger(LedgerDatabase database, int maxDeliveries = 20_000, int maxRuns = 5_000)
{
    /// <summary>The source of what was sent to us.</summary>
    public const string Pushed = "webhook";

    /// <summary>The source of what was fetched from a hook's list of deliveries.</summary>
    public const string Fetched = "deliveries";

    /// <summary>Stores a delivery and what it tells in one transaction. Rings the doorbell of this process if it is news.</summary>
    public WebhookOutcome Store(string id, string source, WebhookEvent told, DateTimeOffset now) => database.Write(
        (connection, _) =>
        {
            if (Has(connection, id))
            {
                Count(connection, WebhookOutcome.Duplicate);
                return WebhookOutcome.Duplicate;
            }

            var outcome = Apply(connection, source, told, LedgerValue.ToTime(LedgerValue.FromTime(now)));
            Record(connection, id, source, told, outcome, now);
            Count(connection, outcome);
            return outcome;
        },
        isNews: outcome => outcome == WebhookOutcome.Stored);

    /// <summary>Whether the delivery was taken in, from whatever source.</summary>
    public bool Has(string id) => database.Read(connection => Has(connection, id));

    /// <summary>Grows with each delivery that told something new.</summary>
    public long NewestNews() => database.Read(connection => connection.Number("SELECT MAX(seq) FROM webhook_deliveries WHERE outcome = 'stored'"));

    /// <summary>What webhooks have told beside the changes of jobs.</summary>
    public IReadOnlyDictionary<RepositoryName, (bool IsPublic, DateTimeOffset At)> Visibility() => database.Read(connection => connection
        .List("SELECT * FROM webhook_repositories", row => (Name: row.Repository("repository"), IsPublic: row.Number("is_public") != 0, At: row.Time("seen_at")))
        .ToDictionary(entry => entry.Name, entry => (entry.IsPublic, entry.At)));

    /// <summary>When the last delivery came in; null: none ever did.</summary>
    public DateTimeOffset? LastAt() => database.Read(connection =>
        connection.Number("SELECT received_at FROM webhook_deliveries ORDER BY seq DESC LIMIT 1") is > 0 and var at ? LedgerValue.ToTime(at) : (DateTimeOffset?)null);

    /// <summary>How long the last events took from their own time to their receipt, in milliseconds; those of a wait, whose own time is its beginning, are left out.</summary>
    public IReadOnlyList<long> LastLags(int count) => database.Read(connection => connection.List(
        "SELECT lag FROM webhook_deliveries WHERE lag IS NOT NULL AND source = 'webhook' AND action IN ('in_progress', 'completed') ORDER BY seq DESC LIMIT $count",
        row => row.GetInt64(0),
        ("$count", count)));

    /// <summary>How many deliveries came to which end, since the ledger was made.</summary>
    public IReadOnlyDictionary<WebhookOutcome, long> Counts() => database.Read(connection => connection
        .List("SELECT * FROM webhook_counts", row => (LedgerWord<WebhookOutcome>.To(row.Text("outcome")), row.Number("deliveries")))
        .ToDictionary(entry => entry.Item1, entry => entry.Item2));

    private static bool Has(SqliteConnection connection, string id) =>
        connection.Number("SELECT COUNT(*) FROM webhook_deliveries WHERE id = $id", ("$id", id)) != 0;

    private WebhookOutcome Apply(SqliteConnection connection, string source, WebhookEvent told, DateTimeOffset now)
    {
        if (told is { Repository: { } repository, IsPublic: { } isPublic })
        {
            connection.Execute(
                "INSERT OR REPLACE INTO webhook_repositories (repository, is_public, seen_at) VALUES ($repository, $public, $at)",
                ("$repository", repository.ToString()),
                ("$public", isPublic ? 1 : 0),
                ("$at", LedgerValue.FromTime(now)));
        }

        return told switch
        {
            { Job: { } job } => ApplyJob(connection, source, job, told.HappenedAt ?? now, now) ? WebhookOutcome.Stored : WebhookOutcome.Known,
            { Run: { WorkflowPath: { } path, Id: var run } } => ApplyRun(connection, run, path) ? WebhookOutcome.Stored : WebhookOutcome.Known,
            { Run: not null } => WebhookOutcome.Known,
            _ => WebhookOutcome.Ignored,
        };
    }

    private static bool ApplyJob(SqliteConnection connection, string source, WorkflowJob job, DateTimeOffset happenedAt, DateTimeOffset now)
    {
        var path = connection.Text("SELECT workflow_path FROM webhook_runs WHERE run_id = $run", ("$run", job.RunId));
        return JobLedger.Store(connection, [job with { WorkflowPath = path }], source, now, now, happenedAt);
    }

    /// <returns>Whether some job that is known learned its workflow's file by it.</returns>
    private bool ApplyRun(SqliteConnection connection, long run, string path)
    {
        connection.Execute("INSERT OR REPLACE INTO webhook_runs (run_id, workflow_path) VALUES ($run, $path)", ("$run", run), ("$path", path));
        connection.Execute("DELETE FROM webhook_runs WHERE seq <= (SELECT MAX(seq) FROM webhook_runs) - $max", ("$max", maxRuns));
        return connection.Execute("UPDATE jobs SET workflow_path = $path WHERE run_id = $run AND workflow_path IS NULL", ("$run", run), ("$path", path)) > 0;
    }

    private void Record(SqliteConnection connection, string id, string source, WebhookEvent told, WebhookOutcome outcome, DateTimeOffset now)
    {
        connection.Execute(
            """
            INSERT INTO webhook_deliveries (id, source, event, action, received_at, outcome, job_id, lag)
            VALUES ($id, $source, $event, $action, $received, $outcome, $job, $lag)
            """,
            ("$id", id),
            ("$source", source),
            ("$event", told.Name),
            ("$action", told.Action),
            ("$received", LedgerValue.FromTime(now)),
            ("$outcome", LedgerWord<WebhookOutcome>.From(outcome)),
            ("$job", told.Job?.Id),
            ("$lag", told.HappenedAt is { } happened ? (long)(now - happened).TotalMilliseconds : null));
        connection.Execute("DELETE FROM webhook_deliveries WHERE seq <= (SELECT MAX(seq) FROM webhook_deliveries) - $max", ("$max", maxDeliveries));
    }

    private static void Count(SqliteConnection connection, WebhookOutcome outcome) => connection.Execute(
        "INSERT INTO webhook_counts (outcome, deliveries) VALUES ($outcome, 1) ON CONFLICT (outcome) DO UPDATE SET deliveries = deliveries + 1",
        ("$outcome", LedgerWord<WebhookOutcome>.From(outcome)));
}
