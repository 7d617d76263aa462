namespace Mcp.Tools.Runners.Ledger.Schema;

/// <summary>Who the ledger belongs to, the lease, the runners and their history.</summary>
internal static class Step1Runners
{
    public const string Sql = """
        CREATE TABLE ledger (
            key TEXT NOT NULL PRIMARY KEY,
            value TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        INSERT INTO ledger (key, value) VALUES ('controller_id', lower(hex(randomblob(6))));

        CREATE TABLE lease (
            id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
            holder TEXT NOT NULL,
            epoch INTEGER NOT NULL,
            description TEXT NOT NULL,
            acquired_at INTEGER NOT NULL,
            renewed_at INTEGER NOT NULL,
            boot_id TEXT NOT NULL,
            expires_monotonic INTEGER NOT NULL, -- units of 100 ns on the machine's monotonic clock
            released INTEGER NOT NULL DEFAULT 0
        ) STRICT;

        CREATE TABLE runners (
            id TEXT NOT NULL PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            pool TEXT NOT NULL,
            repository TEXT NOT NULL COLLATE NOCASE,
            labels TEXT NOT NULL,
            state TEXT NOT NULL,
            requested_by TEXT NOT NULL,
            requested_for_job_id INTEGER,
            job_id INTEGER,
            github_runner_id INTEGER,
            container_id TEXT,
            requested_at INTEGER NOT NULL,
            state_since INTEGER NOT NULL,
            started_at INTEGER,
            busy_at INTEGER,
            finished_at INTEGER,
            exit_code INTEGER,
            reason TEXT,
            log_tail TEXT
        ) STRICT;

        CREATE INDEX runners_open ON runners (id) WHERE state <> 'removed';
        CREATE INDEX runners_removed ON runners (state_since, id) WHERE state = 'removed';

        CREATE TABLE runner_transitions (
            seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            runner_id TEXT NOT NULL REFERENCES runners (id) ON DELETE CASCADE,
            at INTEGER NOT NULL,
            from_state TEXT,
            to_state TEXT NOT NULL,
            reason TEXT,
            epoch INTEGER
        ) STRICT;

        CREATE INDEX runner_transitions_of ON runner_transitions (runner_id, seq);
        """;
}
