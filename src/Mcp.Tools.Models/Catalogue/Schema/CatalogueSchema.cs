using Microsoft.Data.Sqlite;

namespace Mcp.Tools.Models.Catalogue.Schema;

/// <summary>
/// The numbered steps to this version's tables. They all begin with <c>model_</c> and have a version table of their own, so that the file
/// may hold the tables of other programs too. A step that was ever released never changes; new tables are new steps.
/// </summary>
internal static class CatalogueSchema
{
    private static readonly string[] Steps = [Step1Entries.Sql, Step2Records.Sql, Step3Counts.Sql, Step4Names.Sql, Step5Vectors.Sql];

    public static int Version => Steps.Length;

    /// <summary>Brings the file to <see cref="Version"/>. Safe when many processes do so at once: each step looks again inside its own immediate transaction.</summary>
    /// <exception cref="CatalogueException">A newer version wrote it.</exception>
    public static void Apply(SqliteConnection connection, string path)
    {
        if (connection.Number("SELECT COUNT(*) FROM sqlite_schema WHERE name = 'model_schema'") > 0 && Read(connection, path) == Version)
        {
            return;
        }

        using var transaction = connection.BeginTransaction(deferred: false);
        connection.Execute("CREATE TABLE IF NOT EXISTS model_schema (version INTEGER NOT NULL) STRICT");
        for (var version = Read(connection, path); version < Version; version++)
        {
            connection.Execute(Steps[version]);
            if (Steps[version] == Step4Names.Sql)
            {
                NameIndex.Fill(connection); // Its words for filters are made here, not by SQLite.
            }
        }

        connection.Execute("DELETE FROM model_schema");
        connection.Execute("INSERT INTO model_schema (version) VALUES ($version)", ("$version", Version));
        transaction.Commit();
    }

    private static int Read(SqliteConnection connection, string path)
    {
        var version = (int)connection.Number("SELECT MAX(version) FROM model_schema");
        return version <= Version
            ? version
            : throw new CatalogueException(
                $"The model catalogue {path} was written by a newer version (schema {version}, this version knows up to {Version}). Update this program, or set another path.");
    }
}
