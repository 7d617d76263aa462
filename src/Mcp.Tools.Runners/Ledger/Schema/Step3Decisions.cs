namespace Mcp.Tools.Runners.Ledger.Schema;

/// <summary>Why each job is served, waits or is refused, and what each pass did.</summary>
internal static class Step3Decisions
{
    public const string Sql = """
        CREATE TABLE decisions (
            seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            job_id INTEGER NOT NULL,
            repository TEXT NOT NULL COLLATE NOCASE,
            pool TEXT,
            kind TEXT NOT NULL,
            code TEXT NOT NULL,
            text TEXT NOT NULL,
            runner_id TEXT,
            first_at INTEGER NOT NULL,
            last_at INTEGER NOT NULL
        ) STRICT;

        CREATE INDEX decisions_of_job ON decisions (job_id, seq);

        CREATE TABLE passes (
            seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            started_at INTEGER NOT NULL,
            duration INTEGER NOT NULL, -- units of 100 ns
            trigger TEXT NOT NULL,
            demand TEXT NOT NULL,
            queued_jobs INTEGER NOT NULL,
            starts INTEGER NOT NULL,
            waits INTEGER NOT NULL,
            refusals INTEGER NOT NULL,
            counted_requests INTEGER NOT NULL,
            not_modified INTEGER NOT NULL,
            problem TEXT
        ) STRICT;
        """;
}
