using Mcp.Tools.Models.Catalogue.Schema;
using Microsoft.Data.Sqlite;

namespace Mcp.Tools.Models.Catalogue;

/// <summary>
/// The SQLite file of the catalogue, shared by all processes and opened at first use. One writer at a time in the process, on a
/// kept connection; readers take pooled connections and never wait for writers (WAL).
/// </summary>
internal sealed class CatalogueDatabase : IDisposable
{
    private const int BusySeconds = 5;

    private readonly Lock _writing = new();
    private readonly string _readers;
    private SqliteConnection? _writer;
    private bool _disposed;

    public CatalogueDatabase(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        _readers = ConnectionString(pooling: true);
    }

    public string Path { get; }

    public T Read<T>(Func<SqliteConnection, T> work)
    {
        if (Volatile.Read(ref _writer) is null || Volatile.Read(ref _disposed))
        {
            lock (_writing)
            {
                _ = Writer();
            }
        }

        try
        {
            using var connection = new SqliteConnection(_readers);
            connection.Open();
            connection.Execute($"PRAGMA query_only = ON; PRAGMA busy_timeout = {BusySeconds * 1000}; PRAGMA mmap_size = {1L << 30}");
            return work(connection);
        }
        catch (SqliteException error)
        {
            throw CatalogueException.From(error, Path);
        }
    }

    /// <summary>Runs in one immediate transaction, committed durably on return.</summary>
    public T Write<T>(Func<SqliteConnection, T> work)
    {
        lock (_writing)
        {
            var connection = Writer();
            try
            {
                using var transaction = connection.BeginTransaction(deferred: false);
                var result = work(connection);
                transaction.Commit();
                return result;
            }
            catch (SqliteException error)
            {
                throw CatalogueException.From(error, Path);
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

        CatalogueFile.Create(Path);
        var connection = new SqliteConnection(ConnectionString(pooling: false));
        try
        {
            connection.Open();
            connection.Execute($"PRAGMA busy_timeout = {BusySeconds * 1000}");
            connection.Execute("PRAGMA journal_mode = WAL");
            connection.Execute("PRAGMA synchronous = FULL");
            CatalogueSchema.Apply(connection, Path);
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw CatalogueException.From(error, Path);
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
