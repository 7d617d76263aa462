namespace Mcp.Tools.Runners.Ledger.Schema;

/// <summary>Where starts fail, and draining.</summary>
internal static class Step6Breakers
{
    public const string Sql = """
        CREATE TABLE start_breakers (
            pool TEXT NOT NULL,
            repository TEXT NOT NULL COLLATE NOCASE, -- empty: all of the pool
            failures INTEGER NOT NULL,
            since INTEGER NOT NULL,
            until INTEGER NOT NULL,
            code TEXT NOT NULL,
            reason TEXT NOT NULL,
            PRIMARY KEY (pool, repository)
        ) STRICT, WITHOUT ROWID;

        ALTER TABLE autoscaler_control ADD COLUMN draining INTEGER NOT NULL DEFAULT 0;
        """;
}
