using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Ledger.Schema;
using Microsoft.Data.Sqlite;

namespace Mcp.Tools.Runners.Tests.Ledger;

public sealed class LedgerDatabaseTests : IDisposable
{
    private readonly TemporaryLedger _ledger = new();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public void Constructor_Alone_TouchesNothing() => Assert.Empty(Directory.EnumerateFileSystemEntries(_ledger.Folder));

    [Fact]
    public void Open_ForTheFirstTime_MakesFolderAndFilesForTheirOwnerOnly()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Modes are Unix's.");
        _ledger.TakeLease();

#pragma warning disable CA1416 // Skipped above elsewhere.
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(_ledger.Path)!));
        Assert.All(
            Directory.GetFiles(Path.GetDirectoryName(_ledger.Path)!),
            file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
#pragma warning restore CA1416
    }

    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("synchronous", "2")]
    [InlineData("foreign_keys", "1")]
    [InlineData("busy_timeout", "5000")]
    public void Write_Connection_IsSetUpToLoseNothing(string pragma, string expected)
    {
        var actual = _ledger.Database.Write((connection, _) =>
        {
            using var command = connection.Command($"PRAGMA {pragma}");
            return command.ExecuteScalar()?.ToString();
        });

        Assert.Equal(expected, actual);
    }

    [Fact]
    public void ControllerId_OfOneFile_IsMadeOnce()
    {
        Assert.Matches("^[0-9a-f]{12}$", _ledger.Database.ControllerId);
        Assert.Equal(_ledger.Database.ControllerId, _ledger.Open().ControllerId);
    }

    [Fact]
    public void Write_ThatThrows_LeavesNothingAndCanBeRepeated()
    {
        Assert.Throws<InvalidOperationException>(() => _ledger.Database.Write<int>((connection, _) =>
        {
            connection.Execute("INSERT INTO audit (at, tool, client, subject, outcome) VALUES (0, 't', 'c', 's', 'ok')");
            throw new InvalidOperationException();
        }));

        Assert.Empty(new AuditLog(_ledger.Database).Recent(9));
        _ledger.Runners.Insert(TemporaryLedger.NewRunner(), null);
    }

    [Fact]
    public void Read_ThatWrites_IsRefused() =>
        Assert.Throws<LedgerException>(() => _ledger.Database.Read(connection => connection.Execute("DELETE FROM lease")));

    [Fact]
    public void Open_OfANewerSchema_SaysToUpdate()
    {
        _ledger.Database.Write((connection, _) => connection.Execute($"PRAGMA user_version = {LedgerSchema.Version + 1}"));

        var error = Assert.Throws<LedgerException>(() => _ledger.Open().ControllerId);
        Assert.Contains("newer version", error.Message, StringComparison.Ordinal);
        Assert.Contains("Update this program", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OfAnotherProgramsDatabase_IsRefusedAndLeavesIt()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_ledger.Path)!);
        using var connection = new SqliteConnection($"Data Source={_ledger.Path};Pooling=False");
        connection.Open();
        connection.Execute("CREATE TABLE bookmarks (url TEXT)");

        var error = Assert.Throws<LedgerException>(() => _ledger.Database.ControllerId);

        Assert.Contains("another program", error.Message, StringComparison.Ordinal);
        Assert.Equal("delete", connection.Text("PRAGMA journal_mode"));
        Assert.Equal(1, connection.Number("SELECT COUNT(*) FROM sqlite_schema"));
    }

    [Fact]
    public void Open_OfAFileThatIsNoDatabase_SaysSo()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_ledger.Path)!);
        File.WriteAllText(_ledger.Path, string.Concat(Enumerable.Repeat("These are notes, not a database. ", 99)));

        var error = Assert.Throws<LedgerException>(() => _ledger.TakeLease());
        Assert.Contains("is no ledger", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_WhereNothingCanBeWritten_SaysSo()
    {
        // A file in the place of the folder: refused to every user, root included.
        File.WriteAllText(Path.GetDirectoryName(_ledger.Path)!, "");

        var error = Assert.Throws<LedgerException>(() => _ledger.TakeLease());
        Assert.Contains("cannot be created", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_OnAFullDisk_SaysSoAndKeepsNothingHalf()
    {
        var pages = _ledger.Database.Write((connection, _) => connection.Number("PRAGMA page_count"));
        _ledger.Database.Write((connection, _) => connection.Execute($"PRAGMA max_page_count = {pages}"));
        var cache = new ResponseCache(_ledger.Database);

        var error = Assert.Throws<LedgerException>(() => cache.Put(new CachedResponse("a", "e", "{}", new byte[1 << 20], _ledger.Time.GetUtcNow())));

        Assert.Contains("is full", error.Message, StringComparison.Ordinal);
        Assert.Null(cache.Get("a"));
        _ledger.Database.Write((connection, _) => connection.Execute("PRAGMA max_page_count = 1000000"));
        cache.Put(new CachedResponse("a", "e", "{}", new byte[1 << 20], _ledger.Time.GetUtcNow()));
        Assert.NotNull(cache.Get("a"));
    }

    [Fact]
    public void Dispose_Twice_EndsAllUse()
    {
        _ledger.TakeLease();
        _ledger.Database.Dispose();
        _ledger.Database.Dispose();

        Assert.Throws<ObjectDisposedException>(() => _ledger.Leases.Read());
        Assert.Throws<ObjectDisposedException>(() => _ledger.TakeLease("b"));
    }

    [Fact]
    public async Task Open_ByManyAtOnce_CreatesOneLedger()
    {
        using var start = new Barrier(8);
        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                var database = new LedgerDatabase(_ledger.Path);
                start.SignalAndWait(CancellationToken);
                for (var number = 0; number < 20; number++)
                {
                    new RunnerLedger(database, TimeProvider.System).Insert(TemporaryLedger.NewRunner(), null);
                }

                using (database)
                {
                    return database.ControllerId;
                }
            },
            CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        Assert.Single(ids.Distinct());
        Assert.Equal(160, _ledger.Runners.ListOpen().Select(runner => runner.Name).Distinct().Count());
        Assert.Equal(
            ["ledger.db", "ledger.db-shm", "ledger.db-wal"],
            Directory.GetFiles(Path.GetDirectoryName(_ledger.Path)!).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Write_ByTwoProcessesAtOnce_LosesNothing()
    {
        using var first = LedgerChild.Start(LedgerChild.Insert, _ledger.Path, "50");
        using var second = LedgerChild.Start(LedgerChild.Insert, _ledger.Path, "50");
        await first.EndAsync(CancellationToken);
        await second.EndAsync(CancellationToken);

        var runners = _ledger.Runners.ListOpen();
        Assert.Equal(100, runners.Select(runner => runner.Id).Distinct().Count());
        Assert.All(runners, runner => Assert.StartsWith($"mcp-{_ledger.Database.ControllerId[..8]}-", runner.Name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Write_OfAProcessKilledBeforeCommit_LeavesNothingAndNoLock()
    {
        using var child = LedgerChild.Start(LedgerChild.HangInTransaction, _ledger.Path, "");
        Assert.Equal("written", await child.ReadLineAsync(CancellationToken));

        await child.KillAsync(CancellationToken);

        Assert.Empty(new AuditLog(_ledger.Database).Recent(9));
        _ledger.Runners.Insert(TemporaryLedger.NewRunner(), null);
    }

    public void Dispose() => _ledger.Dispose();
}
