using Microsoft.Data.Sqlite;

namespace Mcp.Tools.Runners.Ledger;

internal sealed class LedgerDatabase : IDisposable
{
    public LedgerDatabase(string path) => Path = path;

    public string Path { get; }

    /// <summary>The controller that this ledger belongs to: in names and labels of all that it makes. Lower-case hex, 12 characters, made once.</summary>
    public string ControllerId => throw new NotSupportedException();

    public T Read<T>(Func<SqliteConnection, T> work) => throw new NotSupportedException();

    /// <summary>Runs in one immediate transaction, committed durably on return; rings the doorbell.</summary>
    public T Write<T>(Func<SqliteConnection, SqliteTransaction, T> work) => throw new NotSupportedException();

    public void Dispose() => throw new NotSupportedException();
}
