namespace Mcp.Tools.Runners.Ledger.Schema;

/// <summary>What was left over, who wanted it away, and how that ended.</summary>
internal static class Step7CleanUps
{
    public const string Sql = """
        CREATE TABLE clean_ups (
            seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            item TEXT NOT NULL, -- the registration, container or row that it is about
            kind TEXT NOT NULL,
            action TEXT NOT NULL,
            name TEXT NOT NULL,
            repository TEXT COLLATE NOCASE,
            github_runner_id INTEGER,
            container_id TEXT,
            runner_id TEXT,
            reason TEXT NOT NULL,
            requested_by TEXT NOT NULL,
            requested_at INTEGER NOT NULL,
            outcome TEXT,
            detail TEXT,
            ended_at INTEGER
        ) STRICT;

        -- Nothing is asked for twice at a time.
        CREATE UNIQUE INDEX clean_ups_pending ON clean_ups (item) WHERE outcome IS NULL;
        """;
}
