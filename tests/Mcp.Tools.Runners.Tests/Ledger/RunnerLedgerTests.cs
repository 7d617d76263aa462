using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Tests.Ledger;

public sealed class RunnerLedgerTests : IDisposable
{
    private readonly TemporaryLedger _ledger = new();

    private RunnerLedger Runners => _ledger.Runners;

    [Fact]
    public void Insert_ByFrontEnd_IsReadBackAsWritten()
    {
        var written = Runners.Insert(TemporaryLedger.NewRunner(job: 42), lease: null);

        var read = Runners.Get(written.Id)!;
        Assert.Equal(written with { Labels = read.Labels }, read);
        Assert.Equal(written.Labels, read.Labels);
        Assert.Equal(["self-hosted", "linux", "x64"], read.Labels);
        Assert.Equal(RunnerState.Requested, read.State);
        Assert.Equal(42, read.RequestedForJobId);
        Assert.Equal(_ledger.Time.GetUtcNow(), read.RequestedAt);
        Assert.Equal(read.Id, Runners.FindByName(read.Name)!.Id);
    }

    [Fact]
    public void Insert_Name_IsValidForContainersAndGitHub()
    {
        var runner = Runners.Insert(TemporaryLedger.NewRunner(), lease: null);

        Assert.Matches("^mcp-[0-9a-f]{8}-[0-9a-hjkmnp-tv-z]{13}$", runner.Name);
        Assert.Equal($"mcp-{_ledger.Database.ControllerId[..8]}-{runner.Id}", runner.Name);
        Assert.True(runner.Name.Length <= 63);
    }

    [Fact]
    public void Insert_WithoutLeaseBeyondRequested_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => Runners.Insert(TemporaryLedger.NewRunner(RunnerState.Reserved), lease: null));
        Assert.Empty(Runners.ListOpen());
    }

    [Fact]
    public void Insert_WhenClockGoesBack_IdsStillGrow()
    {
        var first = Runners.Insert(TemporaryLedger.NewRunner(), lease: null);
        _ledger.Time.Jump(TimeSpan.FromDays(-1));
        var second = Runners.Insert(TemporaryLedger.NewRunner(), lease: null);

        Assert.True(string.CompareOrdinal(first.Id, second.Id) < 0);
    }

    [Fact]
    public void TryAdvance_FromExpectedState_MovesAndKeepsWhatWasLearned()
    {
        var lease = _ledger.TakeLease();
        var runner = Runners.Insert(TemporaryLedger.NewRunner(RunnerState.Reserved), lease);
        _ledger.Time.Advance(TimeSpan.FromSeconds(2));

        var registered = Runners.TryAdvance(
            runner.Id, RunnerState.Reserved, RunnerState.Registered, new RunnerChange { GitHubRunnerId = 9_000_000_000, Reason = "registered" }, lease)!;
        var created = Runners.TryAdvance(
            runner.Id, RunnerState.Registered, RunnerState.Created, new RunnerChange { ContainerId = "abc" }, lease)!;

        Assert.Equal(RunnerState.Registered, registered.State);
        Assert.Equal(_ledger.Time.GetUtcNow(), registered.StateSince);
        Assert.Equal(runner.RequestedAt, registered.RequestedAt);
        Assert.Equal(9_000_000_000, created.GitHubRunnerId);
        Assert.Equal("abc", created.ContainerId);
        Assert.Equal("registered", created.Reason);
    }

    [Fact]
    public void TryAdvance_FromAnotherState_ChangesNothing()
    {
        var lease = _ledger.TakeLease();
        var runner = Runners.Insert(TemporaryLedger.NewRunner(RunnerState.Reserved), lease);

        Assert.Null(Runners.TryAdvance(runner.Id, RunnerState.Busy, RunnerState.Finished, new RunnerChange { ExitCode = 1 }, lease));
        Assert.Null(Runners.TryAdvance("nosuchrunner0", RunnerState.Busy, RunnerState.Finished, RunnerChange.None, lease));

        Assert.Equal(RunnerState.Reserved, Runners.Get(runner.Id)!.State);
        Assert.Null(Runners.Get(runner.Id)!.ExitCode);
        Assert.Single(Runners.ListTransitions(runner.Id));
    }

    [Fact]
    public void Update_WithEverything_IsReadBackWithoutChangeOfState()
    {
        var lease = _ledger.TakeLease();
        var runner = Runners.Insert(TemporaryLedger.NewRunner(RunnerState.Reserved), lease);
        var now = _ledger.Time.GetUtcNow();

        Runners.Update(
            runner.Id,
            new RunnerChange { JobId = 5, StartedAt = now, BusyAt = now.AddSeconds(1), FinishedAt = now.AddSeconds(2), ExitCode = 137, LogTail = "bye" },
            lease);

        var read = Runners.Get(runner.Id)!;
        Assert.Equal((RunnerState.Reserved, 5L, 137, "bye"), (read.State, read.JobId!.Value, read.ExitCode!.Value, read.LogTail));
        Assert.Equal((now, now.AddSeconds(1), now.AddSeconds(2)), (read.StartedAt!.Value, read.BusyAt!.Value, read.FinishedAt!.Value));
        Assert.Null(Runners.Update("nosuchrunner0", RunnerChange.None, lease));
    }

    [Fact]
    public void ListTransitions_AfterALife_TellsEachStepWithItsEpoch()
    {
        var requested = Runners.Insert(TemporaryLedger.NewRunner(), lease: null);
        var lease = _ledger.TakeLease();
        Runners.TryAdvance(requested.Id, RunnerState.Requested, RunnerState.Reserved, new RunnerChange { Reason = "capacity" }, lease);

        Assert.Equal(
            [
                new RunnerTransition(_ledger.Time.GetUtcNow(), null, RunnerState.Requested, "asked for", null),
                new RunnerTransition(_ledger.Time.GetUtcNow(), RunnerState.Requested, RunnerState.Reserved, "capacity", lease.Epoch),
            ],
            Runners.ListTransitions(requested.Id));
    }

    [Fact]
    public void Lists_WithRemovedAndOpenRunners_ShowEachWhereItBelongs()
    {
        var lease = _ledger.TakeLease();
        var ids = Enumerable.Range(0, 5).Select(_ => Runners.Insert(TemporaryLedger.NewRunner(), null).Id).ToArray();
        Remove(ids[0], lease);
        _ledger.Time.Advance(TimeSpan.FromSeconds(1));
        var since = _ledger.Time.GetUtcNow();
        Remove(ids[2], lease);
        _ledger.Time.Advance(TimeSpan.FromSeconds(1));
        Remove(ids[1], lease);

        Assert.Equal([ids[3], ids[4]], Runners.ListOpen().Select(runner => runner.Id));
        Assert.Equal([ids[2], ids[1]], Runners.ListRemovedSince(since).Select(runner => runner.Id));
        Assert.Equal([ids[4], ids[3]], Runners.ListRecent(2, null).Select(runner => runner.Id));
        Assert.Equal([ids[2], ids[1], ids[0]], Runners.ListRecent(9, ids[3]).Select(runner => runner.Id));
    }

    [Fact]
    public void ListEnded_WithMilestones_IsNewestFirstAndOnlyWhatIsAskedFor()
    {
        var lease = _ledger.TakeLease();
        var start = _ledger.Time.GetUtcNow();
        var early = Live(lease, RunnerState.Online, RunnerState.Busy, RunnerState.Finished, RunnerState.Removed);
        var failed = Live(lease, RunnerState.Failed);
        var retired = Live(lease, RunnerState.Busy, RunnerState.Retiring, RunnerState.Removed);
        Live(lease, RunnerState.Online);

        var all = Runners.ListEnded(start, repository: null, pool: null, limit: 10);

        Assert.Equal([retired, failed, early], all.Select(ended => ended.Runner.Id));
        Assert.Equal((start.AddSeconds(1), null, null), (all[2].OnlineAt, all[2].RetiredAt, all[2].FailedAt));
        Assert.Equal((null, all[1].Runner.StateSince), (all[1].OnlineAt, all[1].FailedAt));
        Assert.Equal((start.AddSeconds(6), start.AddSeconds(7)), (all[0].OnlineAt, all[0].RetiredAt));
        Assert.Equal([retired, failed], Runners.ListEnded(start, null, null, limit: 2).Select(ended => ended.Runner.Id));
        Assert.Equal([retired], Runners.ListEnded(start.AddSeconds(6), null, null, 10).Select(ended => ended.Runner.Id));
        Assert.Equal(3, Runners.ListEnded(start, RepositoryName.Parse("OctoCat/Hello-World"), "pool", 10).Count);
        Assert.Empty(Runners.ListEnded(start, RepositoryName.Parse("octo/other"), null, 10));
        Assert.Empty(Runners.ListEnded(start, null, "other", 10));
    }

    [Fact]
    public void ListEnded_Always_SearchesByIndexAndScansNoTable()
    {
        var plan = _ledger.Database.Read(connection => connection.List(
            "EXPLAIN QUERY PLAN " + RunnerLedger.Ended,
            row => row.Text("detail"),
            ("$since", 0L),
            ("$repository", null),
            ("$pool", null),
            ("$limit", 10L)));

        Assert.Contains(plan, step => step.Contains("runners USING INDEX runners_removed (state_since>?)", StringComparison.Ordinal));
        Assert.Contains(plan, step => step.Contains("runners USING INDEX runners_open", StringComparison.Ordinal));
        Assert.Contains(plan, step => step.Contains("runner_transitions USING INDEX runner_transitions_of", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step is "SCAN runners" or "SCAN runner_transitions" or "SCAN jobs");
    }

    [Fact]
    public void Get_StateOfANewerVersion_SaysToUpdate()
    {
        var runner = Runners.Insert(TemporaryLedger.NewRunner(), lease: null);
        _ledger.Database.Write((connection, _) => connection.Execute("UPDATE runners SET state = 'hibernating'"));

        var error = Assert.Throws<LedgerException>(() => Runners.Get(runner.Id));
        Assert.Contains("'hibernating'", error.Message, StringComparison.Ordinal);
        Assert.Contains("Update this program", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _ledger.Dispose();

    private void Remove(string id, LeaseToken lease) =>
        Assert.NotNull(Runners.TryAdvance(id, RunnerState.Requested, RunnerState.Removed, RunnerChange.None, lease));

    /// <summary>One second for each state.</summary>
    private string Live(LeaseToken lease, params RunnerState[] states)
    {
        var row = Runners.Insert(TemporaryLedger.NewRunner(RunnerState.Reserved), lease);
        foreach (var state in states)
        {
            _ledger.Time.Advance(TimeSpan.FromSeconds(1));
            row = Runners.TryAdvance(row.Id, row.State, state, RunnerChange.None, lease)!;
        }

        return row.Id;
    }
}
