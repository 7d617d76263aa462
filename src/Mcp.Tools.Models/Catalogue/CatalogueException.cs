using Microsoft.Data.Sqlite;

namespace Mcp.Tools.Models.Catalogue;

/// <summary>The catalogue cannot be used; the message says in plain words why and what to do.</summary>
internal sealed class CatalogueException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What SQLite's result code means for whoever runs this (<see href="https://sqlite.org/rescode.html">result codes</see>).</summary>
    public static CatalogueException From(SqliteException error, string path) => new(
        error.SqliteErrorCode switch
        {
            3 or 14 or 23 => $"The model catalogue {path} cannot be opened. Check that its folder exists and that this user may write to it.",
            5 or 6 => $"The model catalogue {path} is locked by another process for too long. Look for a process that hangs, or for a backup that holds it open.",
            8 => $"The model catalogue {path} cannot be written. Give this user the right to write to the file and its folder, or set another path.",
            10 => $"The model catalogue {path} cannot be read or written: the disk reports an error. Check the disk.",
            11 => $"The model catalogue {path} is damaged. Stop all processes, move it away and restore a backup or scan again into a new one.",
            13 => $"The disk of the model catalogue {path} is full. Free some space; nothing half-written was kept.",
            26 => $"The file {path} is no database. Move it away or set another path.",
            _ => $"The model catalogue {path} failed: {error.Message}",
        },
        error);
}
