using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Mcp.Tools.Models.Catalogue;

/// <summary>The index over ids and names alone.</summary>
internal static class NameIndex
{
    public static void Put(SqliteConnection connection, long row, ModelRecord record) => connection.Execute(
        "INSERT OR REPLACE INTO model_names (rowid, id, name, facets) VALUES ($row, $id, $name, $facets)",
        ("$row", row),
        ("$id", record.Id),
        ("$name", record.Name ?? ""),
        ("$facets", Facets.Of(record)));

    /// <summary>Takes in the models that were there before the index was.</summary>
    public static void Fill(SqliteConnection connection)
    {
        using var command = connection.Command("SELECT row, document FROM model_entries");
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            Put(connection, reader.GetInt64(0), JsonSerializer.Deserialize(reader.GetString(1), CatalogueJson.Default.ModelRecord)!);
        }
    }
}
