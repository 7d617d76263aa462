using Microsoft.Data.Sqlite;

namespace Mcp.Tools.Runners.Ledger.Schema;

/// <summary>The numbered steps from an empty file to this version's tables. A step that was ever released never changes; new tables are new steps.</summary>
internal static class LedgerSchema
{
    // "MCPR": tells the ledger from any other SQLite file.
    private const int ApplicationId = 0x4D435052;

    private static readonly string[] Steps =
    [
        Step1Runners.Sql, Step2Jobs.Sql, Step3Decisions.Sql, Step4Records.Sql, Step5Controls.Sql, Step6Breakers.Sql, Step7CleanUps.Sql,
        Step8Webhooks.Sql, Step9ScaleSets.Sql,
    ];

    public static int Version => Steps.Length;

    /// <summary>Refuses a file that is not ours to write to. Changes nothing.</summary>
    public static void Check(SqliteConnection connection, string path)
    {
        using var snapshot = connection.BeginTransaction(deferred: true);
        _ = Read(connection, path);
    }

    /// <summary>Brings the file to <see cref="Version"/>. Safe when many processes do so at once: each step looks again inside its own immediate transaction.</summary>
    public static void Apply(SqliteConnection connection, string path)
    {
        while (connection.Number("PRAGMA user_version") < Version)
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            var version = Read(connection, path);
            if (version == Version)
            {
                return;
            }

            connection.Execute(Steps[version]);
            connection.Execute($"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {version + 1}");
            transaction.Commit();
        }
    }

    // Within a transaction only: three readings, and another process may be creating the tables between them.
    private static int Read(SqliteConnection connection, string path)
    {
        var application = connection.Number("PRAGMA application_id");
        var version = connection.Number("PRAGMA user_version");
        var isNew = application == 0 && version == 0 && connection.Number("SELECT COUNT(*) FROM sqlite_schema") == 0;
        if (!isNew && (application != ApplicationId || version <= 0))
        {
            throw new LedgerException($"The file {path} is a database of another program. Set another path for the ledger.");
        }

        return version <= Version
            ? (int)version
            : throw new LedgerException(
                $"The ledger {path} was written by a newer version (schema {version}, this version knows up to {Version}). Update this program, or set another path for the ledger.");
    }
}
