using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Tests.Ledger;

public sealed class DecisionLogTests : IDisposable
{
    private readonly TemporaryLedger _ledger = new();
    private readonly LeaseToken _lease;

    public DecisionLogTests() => _lease = _ledger.TakeLease();

    private DecisionLog Log => new(_ledger.Database);

    internal static PassRecord Pass(TimeProvider time, string? problem = null) => new(
        time.GetUtcNow(), TimeSpan.FromTicks(123_456), "interval", DemandQuality.Floor, 3, 1, 1, 1, 40, 39, problem);

    [Fact]
    public void Record_TheSameDecisionAgain_RenewsItAndKeepsItsBeginning()
    {
        var first = Decide(DecisionKind.Wait, ReasonCode.HostCap, "8 of 8 runners exist.");
        Log.Record(Pass(_ledger.Time), [first], _lease);
        _ledger.Time.Advance(TimeSpan.FromMinutes(1));
        Log.Record(Pass(_ledger.Time), [Decide(DecisionKind.Wait, ReasonCode.HostCap, "9 of 9 runners exist.")], _lease);

        var current = Assert.Single(Log.History(1, 9));
        Assert.Equal(first with { LastAt = _ledger.Time.GetUtcNow(), Text = "9 of 9 runners exist." }, current);
        Assert.Equal(current, Log.Current(1));
    }

    [Fact]
    public void Record_AnotherDecision_IsAppended()
    {
        Decision[] decisions =
        [
            Decide(DecisionKind.Wait, ReasonCode.HostCap, "full"),
            Decide(DecisionKind.Wait, ReasonCode.PoolCap, "full"),
            Decide(DecisionKind.Wait, ReasonCode.PoolCap, "full") with { Pool = "other" },
            Decide(DecisionKind.Wait, ReasonCode.PoolCap, "full") with { Pool = null },
            Decide(DecisionKind.Start, ReasonCode.PoolCap, "full") with { Pool = null },
            Decide(DecisionKind.Start, ReasonCode.PoolCap, "full") with { Pool = null, RunnerId = "r1" },
        ];
        foreach (var decision in decisions.SelectMany(decision => new[] { decision, decision }))
        {
            Log.Record(Pass(_ledger.Time), [decision], _lease);
        }

        Assert.Equal(decisions, Log.History(1, 9));
        Assert.Equal(decisions[^2..], Log.History(1, 2));
        Assert.Equal(decisions[^1], Log.Current(1));
        Assert.Null(Log.Current(2));
    }

    [Fact]
    public void RecentPasses_AfterSome_ShowsTheNewestFirst()
    {
        var first = Pass(_ledger.Time);
        Log.Record(first, [], _lease);
        _ledger.Time.Advance(TimeSpan.FromSeconds(15));
        var second = Pass(_ledger.Time, "GitHub did not answer.");
        Log.Record(second, [], _lease);

        Assert.Equal([second, first], Log.RecentPasses(9));
        Assert.Equal([second], Log.RecentPasses(1));
    }

    public void Dispose() => _ledger.Dispose();

    private Decision Decide(DecisionKind kind, string code, string text) =>
        new(1, TemporaryLedger.Repository, "pool", kind, code, text, null, _ledger.Time.GetUtcNow(), _ledger.Time.GetUtcNow());
}
