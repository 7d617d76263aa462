namespace Mcp.Tools.Runners.Ledger.Schema;

/// <summary>What people tell the autoscaler: pause and limits, and which runners are to stop.</summary>
internal static class Step5Controls
{
    public const string Sql = """
        CREATE TABLE autoscaler_control (
            id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
            paused INTEGER NOT NULL,
            max_runners INTEGER,
            reason TEXT,
            set_by TEXT NOT NULL,
            set_at INTEGER NOT NULL
        ) STRICT;

        ALTER TABLE runners ADD COLUMN stop_requested_by TEXT;
        """;
}
