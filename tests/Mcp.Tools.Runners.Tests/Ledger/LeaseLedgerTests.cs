using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Tests.Ledger;

public sealed class LeaseLedgerTests : IDisposable
{
    private static readonly TimeSpan Lifetime = TemporaryLedger.Lifetime;

    private readonly TemporaryLedger _ledger = new();

    private LeaseLedger Leases => _ledger.Leases;

    [Fact]
    public void TryTake_WhenNobodyHoldsIt_GivesItAndTellsWho()
    {
        Assert.Null(Leases.Read());

        var token = Leases.TryTake("a", "process 1 on host", Lifetime);

        var now = _ledger.Time.GetUtcNow();
        Assert.Equal(new LeaseToken("a", 1), token);
        Assert.Equal(new LeaseInfo("a", 1, "process 1 on host", now, now, Live: true), Leases.Read());
    }

    [Fact]
    public void TryTake_WhileHeld_IsRefusedToAllEvenTheHolder()
    {
        _ledger.TakeLease("a");
        _ledger.Time.Advance(Lifetime - TimeSpan.FromMilliseconds(1));

        Assert.Null(Leases.TryTake("b", "", Lifetime));
        Assert.Null(Leases.TryTake("a", "", Lifetime));
    }

    [Fact]
    public void TryTake_AfterExpiry_RaisesTheEpochAndFencesTheFormerHolder()
    {
        var former = _ledger.TakeLease("a");
        var runner = _ledger.Runners.Insert(TemporaryLedger.NewRunner(RunnerState.Reserved), former);
        _ledger.Time.Advance(Lifetime);

        var token = Leases.TryTake("b", "", Lifetime);

        Assert.Equal(new LeaseToken("b", 2), token);
        Assert.False(Leases.Renew(former, Lifetime));
        Assert.Throws<LeaseLostException>(() => _ledger.Runners.Insert(TemporaryLedger.NewRunner(RunnerState.Reserved), former));
        Assert.Throws<LeaseLostException>(() => _ledger.Runners.Update(runner.Id, new RunnerChange { ExitCode = 1 }, former));
        Assert.Throws<LeaseLostException>(
            () => _ledger.Runners.TryAdvance(runner.Id, RunnerState.Reserved, RunnerState.Failed, RunnerChange.None, former));
        Assert.Throws<LeaseLostException>(() => new DecisionLog(_ledger.Database).Record(DecisionLogTests.Pass(_ledger.Time), [], former));
        Assert.Equal(RunnerState.Reserved, Assert.Single(_ledger.Runners.ListOpen()).State);
        Assert.Empty(new DecisionLog(_ledger.Database).RecentPasses(9));
    }

    [Fact]
    public void Renew_AfterExpiryBeforeTakeover_KeepsIt()
    {
        var token = _ledger.TakeLease("a");
        _ledger.Time.Advance(2 * Lifetime);
        Assert.False(Leases.Read()!.Live);

        _ledger.Runners.Insert(TemporaryLedger.NewRunner(RunnerState.Reserved), token);
        Assert.True(Leases.Renew(token, Lifetime));

        var info = Leases.Read()!;
        Assert.True(info.Live);
        Assert.Equal((1, _ledger.Time.GetUtcNow()), (info.Epoch, info.RenewedAt));
        Assert.Equal(_ledger.Time.GetUtcNow() - (2 * Lifetime), info.AcquiredAt);
        Assert.Null(Leases.TryTake("b", "", Lifetime));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void TryTake_WhenTheTimeOfDayJumps_IsDecidedByTheMonotonicClock(int days)
    {
        var token = _ledger.TakeLease("a");
        _ledger.Time.Jump(TimeSpan.FromDays(days));

        Assert.True(Leases.Read()!.Live);
        Assert.Null(Leases.TryTake("b", "", Lifetime));
        Assert.True(Leases.Renew(token, Lifetime));

        _ledger.Time.Advance(Lifetime);
        Assert.NotNull(Leases.TryTake("b", "", Lifetime));
    }

    [Fact]
    public void TryTake_AfterReboot_NeedNotWait()
    {
        new LeaseLedger(_ledger.Database, _ledger.Time, "boot-1").TryTake("a", "", Lifetime);
        var afterReboot = new LeaseLedger(_ledger.Database, _ledger.Time, "boot-2");

        Assert.False(afterReboot.Read()!.Live);
        Assert.Equal(new LeaseToken("b", 2), afterReboot.TryTake("b", "", Lifetime));
    }

    [Fact]
    public void Release_ByTheHolder_FreesItAtOnceAndEndsItsWrites()
    {
        var token = _ledger.TakeLease("a");

        Leases.Release(token);

        Assert.False(Leases.Read()!.Live);
        Assert.False(Leases.Renew(token, Lifetime));
        Assert.Throws<LeaseLostException>(() => _ledger.Runners.Insert(TemporaryLedger.NewRunner(RunnerState.Reserved), token));
        Assert.Equal(new LeaseToken("b", 2), Leases.TryTake("b", "", Lifetime));
    }

    [Fact]
    public void Release_ByAFormerHolder_ChangesNothing()
    {
        var former = _ledger.TakeLease("a");
        _ledger.Time.Advance(Lifetime);
        var token = _ledger.TakeLease("b");

        Leases.Release(former);

        Assert.True(Leases.Read()!.Live);
        Assert.True(Leases.Renew(token, Lifetime));
    }

    [Fact]
    public async Task TryTake_FromManyConnectionsAtOnce_GivesItToOne()
    {
        var takers = Enumerable.Range(0, 8).Select(number => Task.Run(
            () => new LeaseLedger(_ledger.Open(), _ledger.Time).TryTake($"taker-{number}", "", Lifetime)));

        var tokens = await Task.WhenAll(takers);

        Assert.Equal(Leases.Read()!.Holder, Assert.Single(tokens.OfType<LeaseToken>()).Holder);
    }

    public void Dispose() => _ledger.Dispose();
}
