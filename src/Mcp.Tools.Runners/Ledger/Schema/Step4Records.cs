namespace Mcp.Tools.Runners.Ledger.Schema;

/// <summary>What one process tells the others, GitHub's answers, and who changed what.</summary>
internal static class Step4Records
{
    public const string Sql = """
        CREATE TABLE status (
            key TEXT NOT NULL PRIMARY KEY,
            json TEXT NOT NULL,
            as_of INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE responses (
            seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            key TEXT NOT NULL UNIQUE,
            etag TEXT NOT NULL,
            headers TEXT NOT NULL,
            stored_at INTEGER NOT NULL,
            size INTEGER NOT NULL,
            body BLOB NOT NULL
        ) STRICT;

        -- The bound is checked at each write; this index spares reading the bodies for it.
        CREATE INDEX responses_size ON responses (seq, size);

        CREATE TABLE audit (
            seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            at INTEGER NOT NULL,
            tool TEXT NOT NULL,
            client TEXT NOT NULL,
            subject TEXT NOT NULL,
            outcome TEXT NOT NULL
        ) STRICT;
        """;
}
