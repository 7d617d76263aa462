namespace Mcp.Tools.Runners.Ledger.Schema;

/// <summary>The jobs, as they were last seen.</summary>
internal static class Step2Jobs
{
    public const string Sql = """
        CREATE TABLE jobs (
            id INTEGER NOT NULL PRIMARY KEY,
            run_id INTEGER NOT NULL,
            repository TEXT NOT NULL COLLATE NOCASE,
            name TEXT NOT NULL,
            workflow_name TEXT,
            workflow_path TEXT,
            labels TEXT NOT NULL,
            status TEXT NOT NULL,
            status_as_of INTEGER NOT NULL,
            conclusion TEXT,
            created_at INTEGER NOT NULL,
            started_at INTEGER,
            completed_at INTEGER,
            runner_id INTEGER,
            runner_name TEXT,
            failed_step TEXT,
            html_url TEXT,
            source TEXT NOT NULL,
            first_seen_at INTEGER NOT NULL,
            last_seen_at INTEGER NOT NULL,
            gone_at INTEGER
        ) STRICT;

        CREATE INDEX jobs_of_run ON jobs (repository, run_id, id);
        CREATE INDEX jobs_in_status ON jobs (status, created_at, id) WHERE gone_at IS NULL;
        CREATE INDEX jobs_open ON jobs (repository, id) WHERE status <> 'completed' AND gone_at IS NULL;
        """;
}
