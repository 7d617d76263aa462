namespace Mcp.Tools.Models.Catalogue.Schema;

/// <summary>The models: one row each with what is filtered by, the whole as a document, and an index over their words.</summary>
internal static class Step1Entries
{
    // The index holds no copy of the texts. 'facets' has one made-up word for each value that can be filtered by, so that a filter
    // is one more word of the query and costs no look at rows that do not match.
    public const string Sql =
        """
        CREATE TABLE model_entries (
            row INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE COLLATE NOCASE,
            architecture TEXT,
            parameters INTEGER,
            weights_bytes INTEGER,
            has_performance INTEGER NOT NULL,
            document TEXT NOT NULL,
            registered_at TEXT NOT NULL,
            updated_at TEXT NOT NULL,
            last_used_at TEXT,
            use_count INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE INDEX model_entries_by_use ON model_entries (use_count DESC, last_used_at DESC) WHERE use_count > 0;
        CREATE INDEX model_entries_by_architecture ON model_entries (architecture);
        CREATE INDEX model_entries_with_performance ON model_entries (row) WHERE has_performance = 1;
        CREATE INDEX model_entries_with_size ON model_entries (row) WHERE parameters IS NOT NULL OR weights_bytes IS NOT NULL;
        CREATE TABLE model_tasks (
            task TEXT NOT NULL,
            row INTEGER NOT NULL REFERENCES model_entries (row) ON DELETE CASCADE,
            PRIMARY KEY (task, row)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX model_tasks_by_row ON model_tasks (row);
        CREATE VIRTUAL TABLE model_text USING fts5 (
            id, name, description, tags, card, facets,
            content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '3'
        );
        """;
}
