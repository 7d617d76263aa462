using Mcp.Tools.Models.Catalogue;

namespace Mcp.Tools.Models.Scanning;

/// <summary>What a scan found where, so that the next one reads only what has changed.</summary>
internal sealed class ScanMemory(CatalogueDatabase database)
{
    /// <summary>Whether this was seen as it is now, and with which problem; null: it is new, has changed, or its model was removed.</summary>
    public (bool WasSeen, string? Problem) Recall(ModelFolder folder) => database.Read(connection => connection.List(
        """
        SELECT s.problem FROM model_scans s WHERE s.path = $path AND s.size = $size AND s.modified = $modified
            AND (s.problem IS NOT NULL OR EXISTS (SELECT 1 FROM model_entries e WHERE e.id = s.model))
        """,
        row => (true, row.IsDBNull(0) ? null : row.GetString(0)),
        ("$path", folder.Path),
        ("$size", folder.Bytes),
        ("$modified", StoredTime.Text(folder.Modified))) is [var found] ? found : (false, null));

    public void Keep(ModelFolder folder, string? problem) => database.Write(connection => connection.Execute(
        "INSERT OR REPLACE INTO model_scans (path, size, modified, model, problem) VALUES ($path, $size, $modified, $model, $problem)",
        ("$path", folder.Path),
        ("$size", folder.Bytes),
        ("$modified", StoredTime.Text(folder.Modified)),
        ("$model", folder.Id),
        ("$problem", problem)));
}
