using Mcp.Tools.Runners.GitHub.ScaleSets;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Tests.Ledger;

public sealed class ScaleSetLedgerTests : IDisposable
{
    private const string Place = "https://github.com/octo-org";
    private static readonly ScaleSet Set = new(7, "mill", 1, ["linux"]);

    private readonly TemporaryLedger _ledger = new();
    private readonly ScaleSetLedger _sets;
    private readonly LeaseToken _lease;

    public ScaleSetLedgerTests() => (_sets, _lease) = (new ScaleSetLedger(_ledger.Database), _ledger.TakeLease());

    private DateTimeOffset Now => _ledger.Time.GetUtcNow();

    [Fact]
    public void Opened_ThenClosed_IsRememberedInBetween()
    {
        var session = Session();
        _sets.Found("default", Place, Set, _lease);
        _sets.Opened("default", session, Now, _lease);
        _sets.Found("default", Place, Set, _lease);
        Assert.Equal((session.Id, 3), (_sets.Get("default")!.SessionId, _sets.Get("default")!.Statistics!.TotalAssignedJobs));

        _sets.Closed("default", Guid.NewGuid(), _lease);
        Assert.NotNull(_sets.Get("default")!.SessionId);
        _sets.Closed("default", session.Id, _lease);
        Assert.Null(_sets.Get("default")!.SessionId);
    }

    [Fact]
    public void Store_ThenApplied_IsPendingInBetweenAndNotAgain()
    {
        var message = Message(1);
        _sets.Found("default", Place, Set, _lease);
        _sets.Store("default", Set.Id, message, Now, _lease);
        var stored = Assert.Single(_sets.Pending("default"));
        Assert.Equal(message.Jobs, stored.Jobs, SameJob);

        _sets.Applied("default", stored, Now, _lease);
        _sets.Store("default", Set.Id, message with { Statistics = new(TotalAssignedJobs: 9) }, Now, _lease);

        Assert.Empty(_sets.Pending("default"));
        Assert.Equal(9, _sets.Get("default")!.Statistics!.TotalAssignedJobs);
        Assert.Equal(TemporaryLedger.Repository, _sets.LastRepository("default"));
    }

    [Fact]
    public void Store_AnotherMessageUnderTheSameId_IsPendingAgain()
    {
        _sets.Store("default", Set.Id, Message(1), Now, _lease);
        _sets.Applied("default", _sets.Pending("default")[0], Now, _lease);

        _sets.Store("default", Set.Id, Message(1) with { Jobs = [] }, Now, _lease);

        Assert.Empty(Assert.Single(_sets.Pending("default")).Jobs);
    }

    [Fact]
    public void Found_AnotherSet_ForgetsTheOldOne()
    {
        _sets.Found("default", Place, Set, _lease);
        _sets.Opened("default", Session(), Now, _lease);
        _sets.Store("default", Set.Id, Message(1), Now, _lease);

        _sets.Found("default", Place, Set with { Id = 8 }, _lease);

        Assert.Null(_sets.Get("default")!.SessionId);
        Assert.Null(_sets.Get("default")!.Statistics);
        Assert.Empty(_sets.Pending("default"));
    }

    [Fact]
    public void Applied_ManyMessages_KeepsTheLastOnes()
    {
        for (var id = 1; id <= 110; id++)
        {
            _sets.Store("default", Set.Id, Message(id), Now, _lease);
            _sets.Applied("default", Assert.Single(_sets.Pending("default")), Now, _lease);
        }

        Assert.Equal(100, _ledger.Database.Read(connection => connection.Number("SELECT COUNT(*) FROM scale_set_messages")));
    }

    [Fact]
    public void Store_LeaseIsLost_IsRefused()
    {
        _ledger.Time.Advance(TemporaryLedger.Lifetime * 2);
        _ledger.TakeLease("second");

        Assert.Throws<LeaseLostException>(() => _sets.Store("default", Set.Id, Message(1), Now, _lease));
        Assert.Empty(_sets.Pending("default"));
    }

    [Fact]
    public void JobOver_OfARunnerOfTheSet_IsInItsRow()
    {
        var row = _ledger.Runners.Insert(TemporaryLedger.NewRunner(RunnerState.Reserved) with { ScaleSetId = 7 }, _lease);
        Assert.Equal((7, null), (row.ScaleSetId, row.JobOverAt));

        _sets.JobOver(row.Name, Now, _lease);

        Assert.Equal(Now, _ledger.Runners.Get(row.Id)!.JobOverAt);
    }

    public void Dispose() => _ledger.Dispose();

    private static bool SameJob(ScaleSetJob left, ScaleSetJob right) =>
        left with { Labels = [] } == right with { Labels = [] } && left.Labels.SequenceEqual(right.Labels);

    private static ScaleSetSession Session() => new(
        Guid.NewGuid(), "test", Set.Id, new Uri("https://queue.example/"), new Secret("queue-token"), new(TotalAssignedJobs: 3));

    private static ScaleSetMessage Message(long id) => new(
        id,
        [new() { Event = ScaleSetJobEvent.Assigned, RunnerRequestId = 5, JobId = "x", Repository = TemporaryLedger.Repository, Labels = ["linux"], QueuedAt = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero) }],
        new(TotalAssignedJobs: 1));
}
