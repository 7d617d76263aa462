using Microsoft.Data.Sqlite;

namespace Mcp.Tools.Runners.Ledger;

/// <summary>The ledger cannot be used; the message says in plain words why and what to do.</summary>
internal sealed class LedgerException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What SQLite's result code means for whoever runs this (<see href="https://sqlite.org/rescode.html">result codes</see>).</summary>
    public static LedgerException From(SqliteException error, string path) => new(
        error.SqliteErrorCode switch
        {
            3 or 14 or 23 => $"The ledger {path} cannot be opened. Check that its folder exists and that this user may write to it.",
            5 or 6 => $"The ledger {path} is locked by another process for too long. Look for a process that hangs, or for a backup that holds it open.",
            8 => $"The ledger {path} cannot be written. Give this user the right to write to the file and its folder, or set another path.",
            10 => $"The ledger {path} cannot be read or written: the disk reports an error. Check the disk.",
            11 => $"The ledger {path} is damaged. Stop all processes, move it away and restore a backup or start with a new one.",
            13 => $"The disk of the ledger {path} is full. Free some space; nothing half-written was kept.",
            26 => $"The file {path} is no ledger. Move it away or set another path.",
            _ => $"The ledger {path} failed: {error.Message}",
        },
        error);

    public static LedgerException UnknownWord(string what, string word) =>
        new($"The ledger holds the {what} '{word}', which this version does not know. Update this program to the version that wrote it.");
}
