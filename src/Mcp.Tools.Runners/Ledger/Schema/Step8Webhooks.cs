namespace Mcp.Tools.Runners.Ledger.Schema;

/// <summary>Which webhook deliveries came in, what they told beside the jobs, and how far each hook's list of deliveries was read.</summary>
internal static class Step8Webhooks
{
    public const string Sql = """
        CREATE TABLE webhook_deliveries (
            seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            source TEXT NOT NULL,
            event TEXT NOT NULL,
            action TEXT,
            received_at INTEGER NOT NULL,
            outcome TEXT NOT NULL,
            job_id INTEGER,
            lag INTEGER -- milliseconds from the event's own time to its receipt
        ) STRICT;

        CREATE INDEX webhook_deliveries_of_job ON webhook_deliveries (job_id) WHERE job_id IS NOT NULL;
        CREATE INDEX webhook_deliveries_news ON webhook_deliveries (seq) WHERE outcome = 'stored';

        CREATE TABLE webhook_counts (
            outcome TEXT NOT NULL PRIMARY KEY,
            deliveries INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        -- A job's event does not name its workflow's file; the run's does, before or after it.
        CREATE TABLE webhook_runs (
            seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            run_id INTEGER NOT NULL UNIQUE,
            workflow_path TEXT NOT NULL
        ) STRICT;

        CREATE TABLE webhook_repositories (
            repository TEXT NOT NULL PRIMARY KEY COLLATE NOCASE,
            is_public INTEGER NOT NULL,
            seen_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE webhook_hooks (
            hook TEXT NOT NULL PRIMARY KEY,
            taken_until INTEGER NOT NULL, -- deliveries up to then are taken in
            read_at INTEGER NOT NULL,
            problem TEXT
        ) STRICT, WITHOUT ROWID;

        CREATE INDEX jobs_seen ON jobs (last_seen_at);
        """;
}
