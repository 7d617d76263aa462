namespace Mcp.Tools.Models.Catalogue.Schema;

/// <summary>What is kept beside the models: ratings, what was found where by a scan, who changed what.</summary>
internal static class Step2Records
{
    public const string Sql =
        """
        CREATE TABLE model_ratings (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            at TEXT NOT NULL,
            model TEXT NOT NULL COLLATE NOCASE,
            task TEXT NOT NULL,
            hardware TEXT NOT NULL,
            reward REAL NOT NULL,
            client TEXT NOT NULL,
            note TEXT
        ) STRICT;
        CREATE TABLE model_arms (
            model TEXT NOT NULL COLLATE NOCASE,
            task TEXT NOT NULL,
            hardware TEXT NOT NULL,
            count INTEGER NOT NULL,
            sum REAL NOT NULL,
            sum_squares REAL NOT NULL,
            PRIMARY KEY (task, hardware, model)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE model_scans (
            path TEXT PRIMARY KEY,
            size INTEGER NOT NULL,
            modified TEXT NOT NULL,
            model TEXT NOT NULL COLLATE NOCASE,
            problem TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE model_audit (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            at TEXT NOT NULL,
            tool TEXT NOT NULL,
            client TEXT NOT NULL,
            subject TEXT NOT NULL,
            outcome TEXT NOT NULL
        ) STRICT;
        """;
}
