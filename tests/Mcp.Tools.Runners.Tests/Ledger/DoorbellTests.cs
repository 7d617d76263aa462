using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Tests.Ledger;

public sealed class DoorbellTests : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);

    private readonly TemporaryLedger _ledger = new();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WaitAsync_WriteOfThisProcessMeanwhile_CompletesWithoutTheClock()
    {
        var bell = Bell();
        var waiting = bell.WaitAsync(CancellationToken);
        Assert.False(waiting.IsCompleted);

        _ledger.Runners.Insert(TemporaryLedger.NewRunner(), null);

        await waiting;
    }

    [Fact]
    public async Task WaitAsync_WriteBetweenTwoCalls_CompletesTheNextAtOnceAndOnlyThat()
    {
        var bell = Bell();
        _ledger.Runners.Insert(TemporaryLedger.NewRunner(), null);
        _ledger.Runners.Insert(TemporaryLedger.NewRunner(), null);
        Assert.True(bell.WaitAsync(CancellationToken).IsCompletedSuccessfully);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(CancellationToken);
        var waiting = bell.WaitAsync(stop.Token);
        Assert.False(waiting.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task WaitAsync_WriteThroughAnotherConnection_IsSeenAtTheNextLook()
    {
        var bell = Bell();
        var other = new RunnerLedger(_ledger.Open(), _ledger.Time);
        var waiting = bell.WaitAsync(CancellationToken);
        other.Insert(TemporaryLedger.NewRunner(), null);
        Assert.False(waiting.IsCompleted);
        _ledger.Time.Advance(Tick);

        await waiting;
    }

    [Fact]
    public void WaitAsync_WriteThroughAnotherConnectionBetweenTwoCalls_CompletesTheNextAtOnce()
    {
        var bell = Bell();
        new RunnerLedger(_ledger.Open(), _ledger.Time).Insert(TemporaryLedger.NewRunner(), null);

        Assert.True(bell.WaitAsync(CancellationToken).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task WaitAsync_WriteOfAnotherProcess_IsSeenAtTheNextLook()
    {
        var bell = Bell();
        var waiting = bell.WaitAsync(CancellationToken);
        using (var child = LedgerChild.Start(LedgerChild.Insert, _ledger.Path, "1"))
        {
            await child.EndAsync(CancellationToken);
        }

        _ledger.Time.Advance(Tick);

        await waiting;
        Assert.Single(_ledger.Runners.ListOpen());
    }

    [Fact]
    public async Task WaitAsync_BySeveral_WakesAll()
    {
        var bell = Bell();
        Task[] waiting = [bell.WaitAsync(CancellationToken), bell.WaitAsync(CancellationToken), Bell().WaitAsync(CancellationToken)];

        _ledger.Runners.Insert(TemporaryLedger.NewRunner(), null);

        await Task.WhenAll(waiting);
    }

    [Fact]
    public async Task WaitAsync_AfterBookkeepingOnly_DoesNotWakeTheLoopThatWroteIt()
    {
        var lease = _ledger.TakeLease();
        var runner = _ledger.Runners.Insert(TemporaryLedger.NewRunner(RunnerState.Reserved), lease);
        var now = _ledger.Time.GetUtcNow();
        var board = new StatusBoard(_ledger.Database);
        var decision = new Decision(1, TemporaryLedger.Repository, "pool", DecisionKind.Wait, "host_cap", "full", null, now, now);
        Pass();
        var bell = Bell();

        Pass();
        var waiting = bell.WaitAsync(CancellationToken);
        Assert.False(waiting.IsCompleted);

        _ledger.Jobs.Upsert([TemporaryLedger.Job(1, JobStatus.InProgress)], "poller", now);
        await waiting;

        // What each pass writes although nothing has changed.
        void Pass()
        {
            _ledger.Leases.Renew(lease, TemporaryLedger.Lifetime);
            new DecisionLog(_ledger.Database).Record(DecisionLogTests.Pass(_ledger.Time), [decision], lease);
            new ResponseCache(_ledger.Database).Put(new CachedResponse("key", "etag", "{}", [], now));
            board.Put(new StatusEntry("loop", "{}", now));
            _ledger.Jobs.Upsert([TemporaryLedger.Job(1)], "poller", now);
            _ledger.Runners.Update(runner.Id, new RunnerChange { LogTail = "same" }, lease);
        }
    }

    public void Dispose() => _ledger.Dispose();

    private Doorbell Bell()
    {
        _ledger.Database.Open();
        return new Doorbell(_ledger.Database, _ledger.Time);
    }
}
