using Mcp.Tools.Runners.Ledger.Schema;
using Microsoft.Data.Sqlite;

namespace Mcp.Tools.Runners.Ledger;

/// <summary>
/// The SQLite file that all processes share. Opened at first use. One writer at a time in the process, on a kept
/// connection; readers take pooled connections and never wait for writers (WAL). Synchronous on purpose: SQLite's
/// asynchronous calls are synchronous too, and a durable commit takes about a millisecond.
/// </summary>
internal sealed class LedgerDatabase : IDisposable
{
    private const int BusySeconds = 5;

    // Longer than a usual commit, and short enough not to hold up who only looks.
    private static readonly TimeSpan ShortWait = TimeSpan.FromMilliseconds(20);

    private readonly Lock _writing = new();
    private readonly string _readers;
    private SqliteConnection? _writer;
    private string? _controllerId;
    private bool _disposed;

    public LedgerDatabase(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        _readers = ConnectionString(pooling: true);
    }

    public string Path { get; }

    /// <summary>The controller that this ledger belongs to: in names and labels of all that it makes. Lower-case hex, 12 characters, made once.</summary>
    public string ControllerId => _controllerId ??= Read(connection =>
        connection.Text("SELECT value FROM ledger WHERE key = 'controller_id'")
        ?? throw new LedgerException($"The ledger {Path} has lost its controller id. Restore a backup or start with a new ledger."));

    /// <summary>What this process committed that others may act on.</summary>
    public LedgerNews News { get; } = new();

    public T Read<T>(Func<SqliteConnection, T> work)
    {
        Open();
        try
        {
            using var connection = new SqliteConnection(_readers);
            connection.Open();
            connection.Execute($"PRAGMA query_only = ON; PRAGMA busy_timeout = {BusySeconds * 1000}");
            return work(connection);
        }
        catch (SqliteException error)
        {
            throw LedgerException.From(error, Path);
        }
    }

    /// <summary>Runs in one immediate transaction, committed durably on return; rings the doorbell.</summary>
    public T Write<T>(Func<SqliteConnection, SqliteTransaction, T> work) => Write(work, static _ => true);

    /// <summary>As above, but rings the doorbell of this process only when the result is news: bookkeeping that repeats itself must not wake the loop that writes it.</summary>
    public T Write<T>(Func<SqliteConnection, SqliteTransaction, T> work, Func<T, bool> isNews)
    {
        T result;
        lock (_writing)
        {
            var connection = Writer();
            try
            {
                using var transaction = connection.BeginTransaction(deferred: false);
                result = work(connection, transaction);
                transaction.Commit();
            }
            catch (SqliteException error)
            {
                throw LedgerException.From(error, Path);
            }
        }

        if (isNews(result))
        {
            News.Tell();
        }

        return result;
    }

    /// <summary>What <see cref="ForeignVersion"/> was when this process opened the ledger.</summary>
    public long VersionAtOpen { get; private set; }

    /// <summary>A number that changes when any other connection than this writer has committed; null while this process waits to write or has not opened the ledger.</summary>
    public long? ForeignVersion()
    {
        if (Volatile.Read(ref _writer) is null || !_writing.TryEnter(ShortWait))
        {
            return null;
        }

        try
        {
            // On the writer's connection, because there it tells of all others and never of itself.
            return _disposed ? null : Writer().Number("PRAGMA data_version");
        }
        catch (SqliteException error)
        {
            throw LedgerException.From(error, Path);
        }
        finally
        {
            _writing.Exit();
        }
    }

    /// <summary>Creates or upgrades the file if this has not been done yet.</summary>
    public void Open()
    {
        if (Volatile.Read(ref _writer) is null || Volatile.Read(ref _disposed))
        {
            lock (_writing)
            {
                _ = Writer();
            }
        }
    }

    public void Dispose()
    {
        lock (_writing)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            using var pool = new SqliteConnection(_readers);
            SqliteConnection.ClearPool(pool);
            _writer?.Dispose();
        }
    }

    private SqliteConnection Writer()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_writer is not null)
        {
            return _writer;
        }

        LedgerFile.Create(Path);
        var connection = new SqliteConnection(ConnectionString(pooling: false));
        try
        {
            connection.Open();
            connection.Execute($"PRAGMA busy_timeout = {BusySeconds * 1000}");
            LedgerSchema.Check(connection, Path);
            connection.Execute("PRAGMA journal_mode = WAL");
            connection.Execute("PRAGMA synchronous = FULL");
            LedgerSchema.Apply(connection, Path);
            VersionAtOpen = connection.Number("PRAGMA data_version");
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw LedgerException.From(error, Path);
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        Volatile.Write(ref _writer, connection);
        return connection;
    }

    private string ConnectionString(bool pooling) => new SqliteConnectionStringBuilder
    {
        DataSource = Path,
        Mode = SqliteOpenMode.ReadWrite,
        ForeignKeys = true,
        Pooling = pooling,
        DefaultTimeout = BusySeconds,
    }.ToString();
}
