namespace Mcp.Tools.Runners.Ledger.Schema;

/// <summary>The pools' scale sets, their messages, and which runners belong to one.</summary>
internal static class Step9ScaleSets
{
    public const string Sql = """
        CREATE TABLE scale_sets (
            pool TEXT NOT NULL PRIMARY KEY,
            place TEXT NOT NULL, -- the config URL
            set_id INTEGER NOT NULL,
            name TEXT NOT NULL,
            session_id TEXT, -- the one that this controller has opened and not closed
            last_message_id INTEGER,
            last_message_at INTEGER,
            statistics TEXT,
            statistics_at INTEGER
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE scale_set_messages (
            pool TEXT NOT NULL,
            set_id INTEGER NOT NULL,
            message_id INTEGER NOT NULL,
            jobs TEXT NOT NULL,
            received_at INTEGER NOT NULL,
            applied_at INTEGER, -- null: stored, but not acted on yet
            PRIMARY KEY (pool, set_id, message_id)
        ) STRICT, WITHOUT ROWID;

        ALTER TABLE runners ADD COLUMN scale_set_id INTEGER; -- null: it is registered for its repository
        ALTER TABLE runners ADD COLUMN job_over_at INTEGER; -- when the scale-set service said that its job is over
        """;
}
