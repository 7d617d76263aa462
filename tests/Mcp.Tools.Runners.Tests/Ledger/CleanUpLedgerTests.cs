using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Tests.Ledger;

public sealed class CleanUpLedgerTests : IDisposable
{
    private readonly TemporaryLedger _ledger = new();

    private CleanUpLedger CleanUps => new(_ledger.Database);

    private DateTimeOffset Now => _ledger.Time.GetUtcNow();

    [Fact]
    public void Request_ThenEnd_KeepsWhoWhatAndHow()
    {
        var lease = _ledger.TakeLease();
        Assert.Equal(1, CleanUps.Request([Ghost(1)], "claude", Now, lease: null));
        var pending = Assert.Single(CleanUps.Pending(9));
        Assert.Equal((Ghost(1), "claude", Now, null), (pending.What, pending.RequestedBy, pending.RequestedAt, pending.Outcome));
        Assert.Equal(pending.Sequence, CleanUps.NewestPending(otherThan: "autoscaler"));
        Assert.Equal(0, CleanUps.NewestPending(otherThan: "claude"));

        CleanUps.End(pending.Sequence, CleanUpOutcome.Left, "It is busy.", Now.AddSeconds(1), lease);

        Assert.Empty(CleanUps.Pending(9));
        Assert.Equal(0, CleanUps.NewestPending(otherThan: "autoscaler"));
        Assert.Equal(
            pending with { Outcome = CleanUpOutcome.Left, Detail = "It is busy.", EndedAt = Now.AddSeconds(1) }, Assert.Single(CleanUps.Recent(9)));
    }

    [Fact]
    public void Request_PendingAlready_IsNotAskedForTwiceButAgainAfterwards()
    {
        var lease = _ledger.TakeLease();
        CleanUps.Request([Ghost(1)], "claude", Now, lease: null);

        Assert.Equal(1, CleanUps.Request([Ghost(1), Ghost(2)], "copilot", Now, lease: null));
        CleanUps.End(CleanUps.Pending(1)[0].Sequence, CleanUpOutcome.Failed, "GitHub is down.", Now, lease);
        Assert.Equal(1, CleanUps.Request([Ghost(1), Ghost(2)], "copilot", Now, lease: null));
    }

    [Fact]
    public void Request_ByAFrontEnd_RingsTheDoorbell_ByTheAutoscaler_DoesNot()
    {
        var lease = _ledger.TakeLease();
        var before = _ledger.Database.News.Count;
        CleanUps.Request([Ghost(1)], "autoscaler", Now, lease);
        Assert.Equal(before, _ledger.Database.News.Count);

        CleanUps.Request([Ghost(2)], "claude", Now, lease: null);
        Assert.Equal(before + 1, _ledger.Database.News.Count);
    }

    [Fact]
    public void RequestAndEnd_LeaseLost_AreRefused()
    {
        var lost = _ledger.TakeLease();
        _ledger.Time.Advance(TemporaryLedger.Lifetime);
        _ledger.TakeLease("second");
        CleanUps.Request([Ghost(1)], "claude", Now, lease: null);

        Assert.Throws<LeaseLostException>(() => CleanUps.Request([Ghost(2)], "autoscaler", Now, lost));
        Assert.Throws<LeaseLostException>(() => CleanUps.End(CleanUps.Pending(1)[0].Sequence, CleanUpOutcome.Done, "done", Now, lost));
        Assert.Single(CleanUps.Pending(9));
    }

    [Fact]
    public void Request_MoreThanAreKept_ForgetsTheOldestThatHaveEnded()
    {
        var lease = _ledger.TakeLease();
        CleanUps.Request([Ghost(0), Ghost(1)], "claude", Now, lease: null);
        CleanUps.End(CleanUps.Pending(1)[0].Sequence, CleanUpOutcome.Done, "done", Now, lease);

        CleanUps.Request([.. Enumerable.Range(2, CleanUpLedger.Kept).Select(Ghost)], "claude", Now, lease: null);

        var kept = CleanUps.Recent(CleanUpLedger.Kept * 2);
        Assert.DoesNotContain(kept, item => item.What == Ghost(0));
        Assert.Contains(kept, item => item.What == Ghost(1));
    }

    public void Dispose() => _ledger.Dispose();

    private static NewCleanUp Ghost(int id) => new(
        $"ghost octocat/hello-world {id}", "ghost", "deregister", $"mcp-{id}", TemporaryLedger.Repository, id, ContainerId: null, RunnerId: null, "It is offline.");
}
