using Mcp.Tools.Runners.DemandSources.ScaleSets;
using Mcp.Tools.Runners.GitHub.ScaleSets;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Lifecycle;

namespace Mcp.Tools.Runners.Tests.DemandSources.ScaleSets;

/// <summary>Against the simulated service over loopback HTTP.</summary>
public class ScaleSetListenerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("octo-org")]
    [InlineData("octo-org/web")]
    public async Task Listen_AJob_IsServedByOneRunnerOfTheSetAndNothingIsLeft(string place)
    {
        await using var bench = await ListeningBench.LiveAsync(place);
        var job = await bench.AssignedAsync();
        await bench.Autoscaler.PassAsync();

        // The poller has seen the job too: it is one job, and it gets one runner.
        var runner = Assert.Single(bench.Autoscaler.Runners.ListOpen());
        Assert.Equal((bench.Set.Id, job), (runner.ScaleSetId, runner.RequestedForJobId));
        Assert.Equal(bench.Set.Id, Assert.Single(bench.World.Snapshot().Runners).Value.ScaleSetId);
        Assert.Equal((DecisionKind.Start, runner.Id), (bench.Autoscaler.DecisionOn(job)!.Kind, bench.Autoscaler.DecisionOn(job)!.RunnerId));

        bench.World.SetOnline(runner.GitHubRunnerId!.Value, online: true);
        await bench.Autoscaler.PassAsync();
        Assert.Equal(RunnerState.Online, bench.Autoscaler.Runners.Get(runner.Id)!.State);

        bench.World.StartJob(job, runner.GitHubRunnerId.Value);
        await bench.UntilAsync(() => bench.Autoscaler.Runners.Get(runner.Id)!.State == RunnerState.Busy);
        Assert.Equal(job, bench.Autoscaler.Runners.Get(runner.Id)!.JobId);
        await bench.Autoscaler.PassAsync(Look.Engine);

        bench.Autoscaler.EndJob(runner, job);
        await bench.Autoscaler.PassAsync(Look.Engine);
        await bench.UntilAsync(() => bench.Reading.AssignedJobs == 0);
        await bench.Autoscaler.PassAsync();

        Assert.Equal(RunnerState.Removed, bench.Autoscaler.Runners.Get(runner.Id)!.State);
        Assert.Equal("success", bench.Autoscaler.Jobs.Get(job)!.Job.Conclusion);
        Assert.Equal(1, bench.Autoscaler.Engine.Created);
        Assert.Empty(bench.World.Snapshot().Runners);
    }

    [Fact]
    public async Task Listen_PoolWithoutSet_CreatesItFromThePoolsLabelsWithRoomForWhatItMayTake()
    {
        await using var bench = await ListeningBench.LiveAsync();
        await bench.UntilAsync(() => bench.Reading.Capacity is not null);

        Assert.Equal(("default", 1, 2), (bench.Set.Name, bench.Set.RunnerGroupId, bench.Reading.Capacity));
        Assert.Equal(["self-hosted", "linux", "x64", "docker"], bench.Set.Labels);
    }

    [Fact]
    public async Task Listen_SetHasOtherLabels_GivesItThePools()
    {
        await using var bench = await ListeningBench.CreateAsync();
        using var other = Other(bench);
        await other.CreateAsync(new("default", 1, ["windows"]), Cancel);

        bench.Listen();
        await bench.UntilAsync(() => bench.Reading.State == ScaleSetState.Live);

        Assert.Contains("x64", bench.Set.Labels);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Listen_TokensEnd_GoesOn(bool marksAndTexts)
    {
        await using var bench = await ListeningBench.CreateAsync();
        bench.GitHub.ScaleSets.Faults.ByteOrderMarks = marksAndTexts;
        bench.GitHub.ScaleSets.Faults.TextErrors = marksAndTexts;
        bench.GitHub.ScaleSets.Faults.UnknownEntries = marksAndTexts;
        bench.Listen();
        await bench.UntilAsync(() => bench.Reading.State == ScaleSetState.Live);
        await bench.AssignedAsync();

        bench.GitHub.ScaleSets.RevokeTokens();
        await bench.AssignedAsync();

        Assert.True(bench.Count("PATCH", "/sessions/") > 0);
        Assert.Equal(1, bench.Count("POST", "/sessions"));
        await bench.Autoscaler.PassAsync();
        Assert.Equal(2, bench.Autoscaler.Engine.Created);
    }

    [Fact]
    public async Task Listen_PollIsHeldToItsEnd_PollsAgain()
    {
        await using var bench = await ListeningBench.LiveAsync();
        var before = bench.Autoscaler.Time.Waiting;
        bench.Autoscaler.Time.Waiting = wait =>
        {
            before?.Invoke(wait);
            if (wait == bench.GitHub.Options.ScaleSetPollHold && Empty(bench) < 3)
            {
                _ = Task.Run(() => bench.Autoscaler.Time.Advance(TimeSpan.FromSeconds(51)), Cancel);
            }
        };
        bench.Autoscaler.Time.Advance(TimeSpan.FromSeconds(51));
        await bench.UntilAsync(() => Empty(bench) == 3);

        await bench.AssignedAsync();

        Assert.Equal(1, bench.Count("POST", "/sessions"));
    }

    [Fact]
    public async Task Listen_MessageComesTwice_IsActedOnOnce()
    {
        await using var bench = await ListeningBench.LiveAsync();
        bench.GitHub.ScaleSets.Faults.DeliverTwiceNext(3);
        await bench.AssignedAsync();
        await bench.GitHub.ScaleSets.WaitForAsync(_ => bench.Set.Unacknowledged.Count == 0, Cancel);

        await bench.Autoscaler.PassAsync();

        Assert.Equal(1, bench.Count("POST", "/acquirejobs"));
        Assert.Single(bench.Autoscaler.Runners.ListOpen());
    }

    [Fact]
    public async Task Listen_AssignmentsAreTakenBack_FollowsTheCounts()
    {
        await using var bench = await ListeningBench.LiveAsync();
        bench.GitHub.ScaleSets.Faults.FlapNext(3);
        var job = bench.Autoscaler.Queue(ListeningBench.Repository);
        await bench.UntilAsync(() => bench.Count("POST", "/acquirejobs") == 4 && bench.Reading.AssignedJobs == 1);

        await bench.Autoscaler.PassAsync();

        Assert.Single(bench.Autoscaler.Runners.ListOpen());
        Assert.Equal(JobStatus.Queued, bench.Autoscaler.Jobs.Get(job)!.Job.Status);
    }

    [Fact]
    public async Task Listen_AcknowledgementIsCut_TheMessageComesAgainAndTheResultIsTheSame()
    {
        await using var bench = await ListeningBench.LiveAsync();
        bench.GitHub.Faults.CutNext(1, "DELETE", "/_queue");

        await bench.AssignedAsync();
        await bench.GitHub.ScaleSets.WaitForAsync(_ => bench.Set.Unacknowledged.Count == 0, Cancel);
        await bench.Autoscaler.PassAsync();

        Assert.Equal(1, bench.Count("POST", "/acquirejobs"));
        Assert.Single(bench.Autoscaler.Runners.ListOpen());
    }

    [Fact]
    public async Task Listen_ProcessEndsBetweenCommitAndAcknowledgement_TheNextOneActsOnWhatIsStored()
    {
        await using var bench = await ListeningBench.LiveAsync();
        var session = bench.Set.Session!.Id;

        // The commit is done, and from then on nothing is answered any more.
        bench.GitHub.Faults.CutNext(100, "DELETE", "/_queue");
        bench.GitHub.Faults.CutNext(100, "POST", "/_tenant");
        bench.GitHub.Faults.FailNext(100, 503, "DELETE", "/_tenant");
        bench.Autoscaler.Queue(ListeningBench.Repository);
        await bench.UntilAsync(() => bench.Count("DELETE", "/_queue") > 0);
        Assert.Single(bench.Autoscaler.Get<ScaleSetLedger>().Pending("default"));
        Assert.NotEmpty(bench.Set.Unacknowledged);
        await bench.CrashAsync();
        Assert.Equal(session, bench.Set.Session!.Id);

        bench.Listen();
        await bench.UntilAsync(() => bench.Autoscaler.Get<ScaleSetBoard>().Get("default")?.AssignedJobs == 1);
        await bench.GitHub.ScaleSets.WaitForAsync(_ => bench.Set.Unacknowledged.Count == 0, Cancel);
        await bench.Autoscaler.PassAsync();

        Assert.NotEqual(session, bench.Set.Session!.Id);
        Assert.Empty(bench.Autoscaler.Get<ScaleSetLedger>().Pending("default"));
        Assert.Single(bench.Autoscaler.Runners.ListOpen());
    }

    [Fact]
    public async Task Listen_LeaseIsLostBeforeTheCommit_TheMessageIsNotAcknowledged()
    {
        await using var bench = await ListeningBench.LiveAsync();
        bench.Autoscaler.Time.Advance(AutoscalerLease.Lifetime + TimeSpan.FromSeconds(1));
        Assert.NotNull(bench.Autoscaler.Get<LeaseLedger>().TryTake("another", "another process", AutoscalerLease.Lifetime));

        bench.Autoscaler.Queue(ListeningBench.Repository);
        await bench.EndedAsync();

        Assert.Single(bench.Set.Unacknowledged);
        Assert.Equal(0, bench.Count("DELETE", "/_queue"));
        Assert.Equal(0, bench.Count("POST", "/acquirejobs"));
    }

    [Fact]
    public async Task Listen_AnotherControllerIsActive_SaysSoAndStartsNothingUntilItEnds()
    {
        await using var bench = await ListeningBench.CreateAsync();
        using var other = Other(bench);
        var set = await other.CreateAsync(new("default", 1, ["self-hosted", "linux", "x64", "docker"]), Cancel);
        var session = await other.OpenSessionAsync(set.Id, "another", Cancel);
        bench.Listen();
        await bench.UntilAsync(() => bench.Reading.State == ScaleSetState.OtherController);
        var job = bench.Autoscaler.Queue(ListeningBench.Repository);

        await bench.Autoscaler.PassAsync();

        Assert.StartsWith("Another controller is active.", bench.Reading.Problem, StringComparison.Ordinal);
        Assert.Equal((DecisionKind.Wait, ReasonCode.ScaleSet), (bench.Autoscaler.DecisionOn(job)!.Kind, bench.Autoscaler.DecisionOn(job)!.Code));
        Assert.Empty(bench.Autoscaler.Runners.ListOpen());

        await other.CloseSessionAsync(set.Id, session.Id, Cancel);
        bench.Autoscaler.Time.Advance(TimeSpan.FromSeconds(61));
        await bench.UntilAsync(() => bench.Reading.State == ScaleSetState.Live);
    }

    [Fact]
    public async Task Listen_CreatingIsForbidden_ServesOverRestAndSaysWhy()
    {
        await using var bench = await ListeningBench.CreateAsync();
        bench.GitHub.ScaleSets.Faults.CreateRefusal = "Scale sets are not for personal accounts.";
        bench.Listen();
        await bench.UntilAsync(() => bench.Reading.State == ScaleSetState.Down);
        bench.Autoscaler.Queue(ListeningBench.Repository);

        await bench.Autoscaler.PassAsync();

        Assert.Null(Assert.Single(bench.Autoscaler.Runners.ListOpen()).ScaleSetId);
        var shown = StatusJson.ReadScaleSets(bench.Autoscaler.Get<StatusBoard>().Get("scale_sets"))!;
        Assert.Contains("not for personal accounts", Assert.Single(shown.Sets).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Listen_ServiceIsGone_FallsBackToRestAfterAWhile()
    {
        await using var bench = await ListeningBench.LiveAsync();
        bench.GitHub.Faults.FailNext(1000, 503, "GET", "/_queue");
        bench.GitHub.Faults.FailNext(1000, 503, "POST", "/_tenant");
        bench.GitHub.ScaleSets.SendStatistics(bench.Set.Id);
        await bench.UntilAsync(() => bench.Reading.Problem is not null);
        Assert.Equal(ScaleSetState.Live, bench.Reading.State);

        await MoveUntilAsync(bench, () => bench.Reading.State == ScaleSetState.Down);
        bench.Autoscaler.Queue(ListeningBench.Repository);
        await bench.Autoscaler.PassAsync();

        Assert.Null(Assert.Single(bench.Autoscaler.Runners.ListOpen()).ScaleSetId);
        Assert.Contains("503", bench.Reading.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Listen_RestIsDown_StartsWhatTheSetAsksFor()
    {
        await using var bench = await ListeningBench.LiveAsync("octo-org/web");
        await bench.AssignedAsync();
        await bench.Autoscaler.PassAsync();
        await bench.AssignedAsync();
        bench.GitHub.Faults.FailNext(1000, 401, "GET", "/repos");
        bench.GitHub.Faults.FailNext(1000, 401, "GET", "/user");

        await bench.Autoscaler.PassAsync();

        Assert.Equal(DemandQuality.Unknown, bench.Autoscaler.Get<DecisionLog>().RecentPasses(1)[0].Demand);
        Assert.Equal([bench.Set.Id, bench.Set.Id], bench.Autoscaler.Runners.ListOpen().Select(runner => runner.ScaleSetId));
    }

    [Fact]
    public async Task Listen_EntriesSayNoRun_CountsThemAndServesByTheNumber()
    {
        await using var bench = await ListeningBench.CreateAsync("octo-org/web");
        bench.GitHub.ScaleSets.Faults.WithoutRunIds = true;
        bench.Listen();
        await bench.UntilAsync(() => bench.Reading.State == ScaleSetState.Live);
        await bench.AssignedAsync();
        await bench.UntilAsync(() => bench.Reading.Unjoined > 0);

        await bench.Autoscaler.PassAsync();

        Assert.Single(bench.Autoscaler.Runners.ListOpen());
    }

    [Fact]
    public async Task Listen_Stopped_GivesItsSessionBack()
    {
        await using var bench = await ListeningBench.LiveAsync();

        await bench.StopAsync();

        Assert.Null(bench.Set.Session);
        Assert.Null(bench.Autoscaler.Get<ScaleSetLedger>().Get("default")!.SessionId);
        Assert.Empty(StatusJson.ReadScaleSets(bench.Autoscaler.Get<StatusBoard>().Get("scale_sets"))!.Sets);
    }

    /// <summary>What waits for the listener has a lease to give back: it must end well however its last request ends.</summary>
    [Fact]
    public async Task Listen_StoppedWhileAFailedSessionIsClosed_EndsWell()
    {
        await using var bench = await ListeningBench.LiveAsync();
        var latency = TimeSpan.FromSeconds(20);
        var closing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Autoscaler.Time.Waiting = wait =>
        {
            // All goes through up to the poll that is refused; what comes after it is the end of the session.
            if (wait == latency && bench.GitHub.Requests.All.Any(request => request.Status == 400))
            {
                closing.TrySetResult();
            }
            else if (wait == latency)
            {
                _ = Task.Run(() => bench.Autoscaler.Time.Advance(latency), Cancel);
            }
        };
        bench.GitHub.Faults.Latency = latency;
        bench.GitHub.Faults.FailNext(1, 400, "GET", "/_queue");
        bench.GitHub.ScaleSets.SendStatistics(bench.Set.Id);
        await closing.Task.WaitAsync(Cancel);

        var stopping = bench.StopAsync();
        bench.Autoscaler.Time.Advance(latency);
        await stopping;

        Assert.Null(bench.Autoscaler.Get<ScaleSetBoard>().Get("default"));
    }

    private static int Empty(ListeningBench bench) => bench.GitHub.Requests.All.Count(request => request.Status == 202);

    private static ScaleSetClient Other(ListeningBench bench) => new(
        ScaleSetAddress.Parse(new Uri(bench.GitHub.BaseAddress, "octo-org").AbsoluteUri), new Secret(bench.GitHub.Options.Token), bench.Autoscaler.Time);

    /// <summary>Moves the clock over each wait as it begins.</summary>
    private static async Task MoveUntilAsync(ListeningBench bench, Func<bool> condition)
    {
        var before = bench.Autoscaler.Time.Waiting;
        bench.Autoscaler.Time.Waiting = wait =>
        {
            // The limits of requests and the service's own hold stay: they are not waits.
            if (wait > TimeSpan.Zero && wait <= TimeSpan.FromSeconds(80) && wait != TimeSpan.FromSeconds(30) && wait != bench.GitHub.Options.ScaleSetPollHold)
            {
                bench.Autoscaler.Time.Advance(wait);
            }
        };
        bench.Autoscaler.Time.Advance(TimeSpan.FromSeconds(13));
        await bench.UntilAsync(condition);
        bench.Autoscaler.Time.Waiting = before;
    }
}
