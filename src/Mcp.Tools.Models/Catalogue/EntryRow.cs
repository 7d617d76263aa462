using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Mcp.Tools.Models.Catalogue;

/// <summary>Reads a row of <c>model_entries</c>.</summary>
internal static class EntryRow
{
    public const string Columns = "e.row, e.document, e.registered_at, e.updated_at, e.last_used_at, e.use_count";

    public static CatalogueEntry Read(SqliteDataReader row) => new(
        row.GetInt64(0),
        JsonSerializer.Deserialize(row.GetString(1), CatalogueJson.Default.ModelRecord)!,
        StoredTime.Parse(row.GetString(2)),
        StoredTime.Parse(row.GetString(3)),
        row.IsDBNull(4) ? null : StoredTime.Parse(row.GetString(4)),
        row.GetInt64(5));
}
