using GitHubSimulator;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Lifecycle;
using Mcp.Tools.Runners.Lifecycle.Sweeping;
using Mcp.Tools.Runners.Tests.Tools;

namespace Mcp.Tools.Runners.Tests.Lifecycle.Sweeping;

/// <summary>Whole passes with a sweep, over the simulator and an engine in memory.</summary>
public sealed class SweepTests
{
    private const string Web = "octocat/web";

    [Fact]
    public async Task Sweep_GhostOfAClosedRow_IsDeregisteredAndWrittenDown()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        var (row, ghost) = Ghost(bench);

        await bench.SweepAsync();

        Assert.DoesNotContain(ghost.Id, bench.World.Snapshot().Runners.Keys);
        var done = Assert.Single(bench.Get<CleanUpLedger>().Recent(9));
        Assert.Equal((row.Name, "ghost", "deregister", "autoscaler", CleanUpOutcome.Done), (done.What.Name, done.What.Kind, done.What.Action, done.RequestedBy, done.Outcome));
    }

    [Fact]
    public async Task Sweep_GhostThatIsOnlineOrBusy_IsLeftUntilItIsNot()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        var (_, ghost) = Ghost(bench);
        bench.World.SetBusy(ghost.Id, busy: true);
        await bench.SweepAsync();
        Assert.Contains(ghost.Id, bench.World.Snapshot().Runners.Keys);

        bench.World.SetBusy(ghost.Id, busy: false);
        await bench.SweepAsync();
        Assert.DoesNotContain(ghost.Id, bench.World.Snapshot().Runners.Keys);
    }

    [Fact]
    public async Task Sweep_ForeignRegistrations_Stay()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        Ghost(bench);
        var controller = bench.Get<LedgerDatabase>().ControllerId;
        long[] foreign =
        [
            bench.World.AddRunner(Web, OwnNames.Prefix(controller) + "build-server", ["self-hosted"]).Id,
            bench.World.AddRunner(Web, OwnNames.Of(controller == "ffffffffffff" ? "000000000000" : "ffffffffffff", TraceSamples.Id), ["self-hosted"]).Id,
            bench.World.AddRunner(Web, "build-server", ["self-hosted"]).Id,
        ];

        await bench.SweepAsync();

        Assert.Equal(foreign.Order(), bench.World.Snapshot().Runners.Keys.Order());
    }

    [Fact]
    public async Task Sweep_RunningOrphan_IsLeftWhileItsJobRunsAndRetiredAfterwards()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        bench.World.AddRepository(Web);
        var name = OwnNames.Of(bench.Get<LedgerDatabase>().ControllerId, TraceSamples.Id);
        var registered = bench.World.AddRunner(Web, name, ["self-hosted"], online: true);
        bench.World.SetBusy(registered.Id, busy: true);
        bench.Engine.Add(TraceSamples.Container(running: true, repository: RepositoryName.Parse(Web)));

        await bench.SweepAsync();
        Assert.Single(bench.Engine.Containers);
        Assert.Single(bench.World.Snapshot().Runners);
        Assert.Equal(TraceSamples.Id, Assert.Single(StatusJson.ReadContainers(bench.Get<StatusBoard>().Get("containers"))!.Containers).RunnerId);

        bench.World.SetBusy(registered.Id, busy: false);
        await bench.SweepAsync();
        Assert.Empty(bench.Engine.Containers);
        Assert.Empty(bench.World.Snapshot().Runners);
        Assert.Empty(StatusJson.ReadContainers(bench.Get<StatusBoard>().Get("containers"))!.Containers);
    }

    [Fact]
    public async Task Sweep_JobComesBetweenListingAndRetirement_LeavesTheContainer()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        bench.World.AddRepository(Web);
        var registered = bench.World.AddRunner(Web, OwnNames.Of(bench.Get<LedgerDatabase>().ControllerId, TraceSamples.Id), ["self-hosted"], online: true);
        bench.World.SetBusy(registered.Id, busy: true);
        bench.Engine.Add(TraceSamples.Container(running: true, repository: RepositoryName.Parse(Web)));

        var (outcome, _) = await bench.Get<LeftoverRemoval>().RemoveAsync(
            new()
            {
                Kind = LeftoverKind.Orphan,
                Name = registered.Name,
                Repository = RepositoryName.Parse(Web),
                GitHubRunnerId = registered.Id,
                ContainerId = "c1",
                RunnerId = TraceSamples.Id,
                Action = LeftoverAction.Retire,
                Reason = "It had no job.",
            },
            TestContext.Current.CancellationToken);

        Assert.Equal(CleanUpOutcome.Left, outcome);
        Assert.Single(bench.Engine.Containers);
    }

    [Fact]
    public async Task Sweep_RepositoryThatCannotBeRead_ChangesNothingThereAndGoesOnElsewhere()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        bench.Engine.Add(TraceSamples.Container(running: true, repository: RepositoryName.Parse("octocat/secret")));
        var (_, ghost) = Ghost(bench);

        await bench.SweepAsync();

        Assert.Single(bench.Engine.Containers);
        Assert.DoesNotContain(ghost.Id, bench.World.Snapshot().Runners.Keys);
    }

    [Fact]
    public async Task Sweep_EngineCannotBeListed_ConcludesNothingAndIsTriedAgainInAMinute()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        var (_, ghost) = Ghost(bench);

        // The pass's own listing is the first.
        bench.Engine.ListingTrouble = 2;
        bench.Time.Advance(SweepSchedule.Interval);
        await bench.PassAsync();
        await bench.PassAsync();
        Assert.Equal(0, bench.Engine.ListingTrouble);
        Assert.Contains(ghost.Id, bench.World.Snapshot().Runners.Keys);

        bench.Time.Advance(TimeSpan.FromMinutes(1));
        await bench.PassAsync();
        Assert.DoesNotContain(ghost.Id, bench.World.Snapshot().Runners.Keys);
    }

    [Fact]
    public async Task Sweep_BetweenTwoIntervals_AsksGitHubNothing()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        Ghost(bench);
        await bench.SweepAsync();
        bench.GitHub.Requests.Clear();

        bench.Time.Advance(SweepSchedule.Interval - TimeSpan.FromSeconds(1));
        await bench.PassAsync();
        Assert.DoesNotContain(bench.GitHub.Requests.All, request => request.PathAndQuery.Contains("/actions/runners", StringComparison.Ordinal));

        bench.Time.Advance(TimeSpan.FromSeconds(1));
        await bench.PassAsync();
        Assert.Contains(bench.GitHub.Requests.All, request => request.PathAndQuery.Contains("/actions/runners", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sweep_AfterATakeover_ComesAtOnceAndEndsWhatWasPending()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        await bench.PassAsync();
        var (row, ghost) = Ghost(bench);
        bench.Get<CleanUpLedger>().Request(
            [new("orphan c9", "orphan", "retire", "gone", RepositoryName.Parse(Web), null, "c9", null, "It was there.")], "claude", bench.Time.GetUtcNow(), lease: null);

        await bench.CrashAndRestartAsync();
        await bench.PassAsync();

        Assert.Equal(RunnerState.Removed, bench.Runners.Get(row.Id)!.State);
        Assert.DoesNotContain(ghost.Id, bench.World.Snapshot().Runners.Keys);
        Assert.Empty(bench.Get<CleanUpLedger>().Pending(9));
        Assert.Contains(bench.Get<CleanUpLedger>().Recent(9), item => item is { RequestedBy: "claude", Outcome: CleanUpOutcome.Gone });
    }

    [Fact]
    public async Task Sweep_AskedFor_IsDoneAtTheNextPassAndOnlyOnce()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        await bench.PassAsync();
        var (_, ghost) = Ghost(bench);
        bench.Get<CleanUpLedger>().Request(
            [new($"ghost {Web} {ghost.Id}", "ghost", "deregister", ghost.Name, RepositoryName.Parse(Web), ghost.Id, null, null, "It is offline.")],
            "claude",
            bench.Time.GetUtcNow(),
            lease: null);
        Assert.True(bench.Get<ScalingPass>().HasRequests);

        await bench.PassAsync(Look.Engine);

        Assert.False(bench.Get<ScalingPass>().HasRequests);
        Assert.DoesNotContain(ghost.Id, bench.World.Snapshot().Runners.Keys);
        Assert.Equal(("claude", CleanUpOutcome.Done), Assert.Single(bench.Get<CleanUpLedger>().Recent(9)) is var done ? (done.RequestedBy, done.Outcome) : default);
    }

    [Fact]
    public async Task Sweep_AskedForWhileTheEngineIsDown_WaitsWithoutBeingAskedAgain()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        await bench.PassAsync();
        var (_, ghost) = Ghost(bench);
        bench.Engine.Available = false;
        bench.Get<CleanUpLedger>().Request(
            [new($"ghost {Web} {ghost.Id}", "ghost", "deregister", ghost.Name, RepositoryName.Parse(Web), ghost.Id, null, null, "It is offline.")],
            "claude",
            bench.Time.GetUtcNow(),
            lease: null);

        await bench.PassAsync();
        Assert.False(bench.Get<ScalingPass>().HasRequests);
        Assert.Single(bench.Get<CleanUpLedger>().Pending(9));

        bench.Engine.Available = true;
        await bench.PassAsync();
        Assert.Empty(bench.Get<CleanUpLedger>().Pending(9));
        Assert.DoesNotContain(ghost.Id, bench.World.Snapshot().Runners.Keys);
    }

    [Fact]
    public async Task Sweep_EndedContainerWithoutARow_GoesWithTheNextPassAndIsWrittenDown()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        await bench.PassAsync();
        bench.Engine.Add(TraceSamples.Container(running: false, ended: true));

        await bench.PassAsync(Look.Engine);

        Assert.Empty(bench.Engine.Containers);
        Assert.Equal(("remove_container", CleanUpOutcome.Done), Assert.Single(bench.Get<CleanUpLedger>().Recent(9)) is var done ? (done.What.Action, done.Outcome) : default);
    }

    [Fact]
    public async Task Sweep_EndedContainerThatCannotBeRemoved_IsNotTriedInEachPass()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        await bench.PassAsync();
        bench.Engine.Add(TraceSamples.Container(running: false, ended: true));
        bench.Engine.RemovalTrouble = new LauncherException(ReasonCode.EngineError, "The device is busy.");

        await bench.PassAsync(Look.Engine);
        await bench.PassAsync(Look.Engine);
        Assert.Equal("The device is busy.", Assert.Single(bench.Get<CleanUpLedger>().Recent(9)).Detail);

        bench.Engine.RemovalTrouble = null;
        await bench.SweepAsync();
        Assert.Empty(bench.Engine.Containers);
    }

    [Theory]
    [InlineData("octocat/web")]
    [InlineData("OctoCat/Web")]
    public async Task Sweep_AskedForWithTheTool_DoesWhatTheDryRunListedAndTheToolShowsHowItEnded(string written)
    {
        await using var bench = await AutoscalerBench.StartAsync();
        await bench.PassAsync();
        var (_, ghost) = Ghost(bench);
        var alone = bench.World.AddRunner(Web, OwnNames.Prefix(bench.Get<LedgerDatabase>().ControllerId) + "build-server", ["self-hosted"]);
        bench.Engine.Add(TraceSamples.Container(running: true, repository: RepositoryName.Parse(Web)));
        await bench.Get<Sweep>().RunAsync(TestContext.Current.CancellationToken);
        Assert.Empty(bench.Engine.Containers);
        var second = bench.World.AddRunner(Web, ghost.Name, ["self-hosted"]);
        var plan = (await bench.AskAsync("clean_up_runners", $$"""{"repository":"{{written}}"}""")).Text("plan");

        await bench.AskAsync("clean_up_runners", $$"""{"repository":"{{written}}","dry_run":false,"plan":"{{plan}}","confirm":true}""");
        Assert.Contains(second.Id, bench.World.Snapshot().Runners.Keys);
        await bench.PassAsync(Look.Engine);

        Assert.Equal(alone.Id, Assert.Single(bench.World.Snapshot().Runners).Key);
        var recent = (await bench.AskAsync("clean_up_runners")).List("recent");
        Assert.Equal(("test-client 1", "done"), (recent[0].Text("requested_by"), recent[0].Text("outcome")));
    }

    [Fact]
    public async Task Sweep_GitHubRefusesTheDeletion_IsWrittenDownAndTriedInTheNextSweepOnly()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        var (_, ghost) = Ghost(bench);
        bench.GitHub.Faults.FailNext(1, 403, "DELETE");

        await bench.SweepAsync();
        await bench.PassAsync();
        var failed = Assert.Single(bench.Get<CleanUpLedger>().Recent(9));
        Assert.Equal((CleanUpOutcome.Failed, false), (failed.Outcome, bench.Get<ScalingPass>().HasRequests));
        Assert.Contains(ghost.Id, bench.World.Snapshot().Runners.Keys);

        await bench.SweepAsync();
        Assert.Equal([CleanUpOutcome.Done, CleanUpOutcome.Failed], bench.Get<CleanUpLedger>().Recent(9).Select(item => item.Outcome));
        Assert.DoesNotContain(ghost.Id, bench.World.Snapshot().Runners.Keys);
    }

    /// <summary>A row that is closed, and a registration under its name that GitHub has kept.</summary>
    private static (RunnerInfo Row, RegisteredRunner Ghost) Ghost(AutoscalerBench bench)
    {
        if (!bench.World.Snapshot().Repositories.ContainsKey(Web))
        {
            bench.World.AddRepository(Web);
        }

        var life = bench.Get<RunnerLife>();
        var row = life.Reserve(new("default", RepositoryName.Parse(Web), ["self-hosted"], "autoscaler", 1, RunnerState.Reserved, "test"));
        row = life.Apply(life.Apply(row, RunnerEvent.Fail, RunnerChange.None)!, RunnerEvent.CleanedUp, RunnerChange.None)!;
        return (row, bench.World.AddRunner(Web, row.Name, ["self-hosted"]));
    }
}
