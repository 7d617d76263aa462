using GitHubSimulator;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Lifecycle;

namespace Mcp.Tools.Runners.Tests.Lifecycle;

public class ScalingPassTests
{
    private static readonly string[] Labels = ["self-hosted", "linux", "x64"];

    [Fact]
    public async Task Run_QueuedJob_IsServedByOneRunnerOfWhichNothingIsLeft()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        var job = bench.Queue("octocat/web");

        await bench.PassAsync();
        var container = Assert.Single(bench.Engine.Containers);
        var runner = Assert.Single(bench.Runners.ListOpen());
        Assert.Equal((RunnerState.Started, job), (runner.State, runner.RequestedForJobId));
        Assert.Equal((DecisionKind.Start, runner.Id), (bench.DecisionOn(job)!.Kind, bench.DecisionOn(job)!.RunnerId));

        bench.World.SetOnline(runner.GitHubRunnerId!.Value, online: true);
        bench.World.StartJob(job, runner.GitHubRunnerId.Value);
        bench.Time.Advance(TimeSpan.FromSeconds(60));
        await bench.PassAsync();
        Assert.Equal((RunnerState.Busy, job), (bench.Runners.Get(runner.Id)!.State, bench.Runners.Get(runner.Id)!.JobId));

        bench.World.CompleteJob(job, "success");
        bench.Engine.End(container.ContainerId, exitCode: 0);
        await bench.PassAsync(Look.Engine);
        await bench.PassAsync();

        var removed = bench.Runners.Get(runner.Id)!;
        Assert.Equal((RunnerState.Removed, (int?)0, "the end"), (removed.State, removed.ExitCode, removed.LogTail));
        Assert.Equal((JobStatus.Completed, "success"), (bench.Jobs.Get(job)!.Job.Status, bench.Jobs.Get(job)!.Job.Conclusion));
        Assert.Empty(bench.Engine.Containers);
        Assert.Empty(bench.World.Snapshot().Runners);
        Assert.Equal(1, bench.Engine.Created);
    }

    [Fact]
    public async Task Run_JobEndedBetweenPolls_IsNotServedAgainAndItsRunnerLearnsWhichItWas()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        var job = bench.Queue("octocat/web");
        await bench.PassAsync();
        var runner = Assert.Single(bench.Runners.ListOpen());

        bench.Time.Advance(TimeSpan.FromSeconds(5));
        bench.World.SetOnline(runner.GitHubRunnerId!.Value, online: true);
        bench.World.StartJob(job, runner.GitHubRunnerId.Value);
        bench.World.CompleteJob(job, "failure");
        bench.Engine.End(runner.ContainerId!, exitCode: 0);
        await bench.PassAsync(Look.Engine);
        await bench.PassAsync(Look.Engine);
        Assert.Equal(1, bench.Engine.Created);

        bench.Time.Advance(TimeSpan.FromSeconds(55));
        await bench.PassAsync();
        Assert.Equal(job, bench.Runners.Get(runner.Id)!.JobId);
        Assert.Equal("failure", bench.Jobs.Get(job)!.Job.Conclusion);
        Assert.Equal(1, bench.Engine.Created);
    }

    [Fact]
    public async Task Run_StartFails_UndoesItselfAndTheJobWaitsWithTheReason()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        var job = bench.Queue("octocat/web");
        bench.Engine.Trouble = new LauncherException(ReasonCode.ImageMissing, "The image is missing; pull it.");

        await bench.PassAsync();
        Assert.Empty(bench.Runners.ListOpen());
        Assert.Empty(bench.World.Snapshot().Runners);
        await bench.PassAsync();
        Assert.Equal(ReasonCode.BackingOff, bench.DecisionOn(job)!.Code);
        Assert.Contains("The image is missing; pull it.", bench.DecisionOn(job)!.Text, StringComparison.Ordinal);

        bench.Engine.Trouble = null;
        bench.Time.Advance(TimeSpan.FromSeconds(6));
        await bench.PassAsync();
        Assert.Single(bench.Engine.Containers);
    }

    [Fact]
    public async Task Run_EngineDown_StartsNothingAndConcludesNothing()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        var first = bench.Queue("octocat/web");
        await bench.PassAsync();
        var second = bench.Queue("octocat/api");
        bench.Engine.Available = false;

        await bench.PassAsync();

        Assert.Equal(RunnerState.Started, Assert.Single(bench.Runners.ListOpen()).State);
        Assert.Equal(DecisionKind.Serve, bench.DecisionOn(first)!.Kind);
        Assert.Equal((DecisionKind.Wait, ReasonCode.EngineUnavailable), (bench.DecisionOn(second)!.Kind, bench.DecisionOn(second)!.Code));
    }

    [Fact]
    public async Task Run_GitHubRefuses_DemandIsUnknownAndNothingStartsOrStops()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        bench.Queue("octocat/web");
        await bench.PassAsync();
        bench.Queue("octocat/web");
        bench.Time.Advance(TimeSpan.FromHours(1));
        bench.GitHub.Faults.FailNext(1000, 401);

        await bench.PassAsync();

        Assert.Single(bench.Runners.ListOpen());
        Assert.Equal(DemandQuality.Unknown, bench.Get<DecisionLog>().RecentPasses(1)[0].Demand);
        Assert.Equal(DemandQuality.Unknown, StatusJson.ReadDemand(bench.Get<StatusBoard>().Get("demand"))!.Quality);
    }

    [Fact]
    public async Task Run_IdleForTooLong_IsDeregisteredFirstAndLeftAloneIfGitHubGaveItAJob()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        var job = bench.Queue("octocat/web");
        await bench.PassAsync();
        var runner = Assert.Single(bench.Runners.ListOpen());
        bench.World.CancelJob(job);
        bench.World.SetOnline(runner.GitHubRunnerId!.Value, online: true);
        await bench.PassAsync();
        Assert.Equal(RunnerState.Online, bench.Runners.Get(runner.Id)!.State);

        bench.Time.Advance(TimeSpan.FromMinutes(6));
        var late = bench.Queue("octocat/web", "self-hosted", "linux", "x64", "big");
        bench.World.SetOnline(runner.GitHubRunnerId.Value, online: true);
        await bench.Get<Sight>().LookAsync(Look.Everything, TestContext.Current.CancellationToken);
        bench.World.StartJob(late, runner.GitHubRunnerId.Value);
        await bench.PassAsync(Look.Engine);

        Assert.Equal(RunnerState.Busy, bench.Runners.Get(runner.Id)!.State);
        Assert.Single(bench.Engine.Containers);

        bench.World.CompleteJob(late, "success");
        bench.Engine.End(runner.ContainerId!, exitCode: 0);
        await bench.PassAsync();
        Assert.Empty(bench.Runners.ListOpen());
    }

    [Fact]
    public async Task Run_NeverOnline_IsRetiredAfterTwoMinutes()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        var job = bench.Queue("octocat/web");
        await bench.PassAsync();
        var runner = Assert.Single(bench.Runners.ListOpen());
        bench.World.CancelJob(job);

        bench.Time.Advance(TimeSpan.FromSeconds(119));
        await bench.PassAsync();
        Assert.Equal(RunnerState.Started, bench.Runners.Get(runner.Id)!.State);

        bench.Time.Advance(TimeSpan.FromSeconds(2));
        await bench.PassAsync();
        Assert.Equal(RunnerState.Removed, bench.Runners.Get(runner.Id)!.State);
        Assert.Empty(bench.World.Snapshot().Runners);
        Assert.Empty(bench.Engine.Containers);
    }

    [Fact]
    public async Task Run_RequestedRunner_IsStartedAtTheNextPass()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        bench.World.AddRepository("octocat/web");
        await bench.PassAsync();
        bench.Runners.Insert(
            new("default", RepositoryName.Parse("octocat/web"), [.. Labels], "launch_runner", null, RunnerState.Requested, "A person asked for it."), lease: null);
        Assert.True(bench.Get<ScalingPass>().HasRequests);

        await bench.PassAsync(Look.Engine);

        Assert.Equal(RunnerState.Started, Assert.Single(bench.Runners.ListOpen()).State);
        Assert.Single(bench.World.Snapshot().Runners);
    }

    [Fact]
    public async Task Run_PausedAndResumed_ServesAfterwards()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        var job = bench.Queue("octocat/web");
        var controls = bench.Get<ControlBoard>();
        controls.Set(new(Paused: true, MaxRunners: null, "maintenance", "claude", bench.Time.GetUtcNow()));
        Assert.True(bench.Get<ScalingPass>().HasRequests);

        await bench.PassAsync();
        Assert.False(bench.Get<ScalingPass>().HasRequests);
        Assert.Equal(ReasonCode.Paused, bench.DecisionOn(job)!.Code);

        await bench.CrashAndRestartAsync();
        await bench.PassAsync();
        Assert.Equal(ReasonCode.Paused, bench.DecisionOn(job)!.Code);

        controls = bench.Get<ControlBoard>();
        controls.Set(new(Paused: false, MaxRunners: null, Reason: null, "claude", bench.Time.GetUtcNow()));
        await bench.PassAsync(Look.Engine);
        Assert.Single(bench.Engine.Containers);
    }

    [Fact]
    public async Task Run_LimitSet_HoldsInsteadOfTheConfiguredOne()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        bench.Queue("octocat/web");
        bench.Queue("octocat/web");
        bench.Get<ControlBoard>().Set(new(Paused: false, MaxRunners: 1, Reason: null, "claude", bench.Time.GetUtcNow()));

        await bench.PassAsync();

        Assert.Single(bench.Engine.Containers);
    }

    [Fact]
    public async Task Run_StopRequested_TakesAwayTheIdleOneAndLeavesTheBusyOne()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        var first = bench.Queue("octocat/web");
        bench.Queue("octocat/api");
        await bench.PassAsync();
        foreach (var runner in bench.Runners.ListOpen())
        {
            bench.World.SetOnline(runner.GitHubRunnerId!.Value, online: true);
            Assert.NotNull(bench.Runners.RequestStop(runner.Id, "claude"));
        }

        var busy = bench.Runners.ListOpen().Single(runner => runner.RequestedForJobId == first);
        bench.World.StartJob(first, busy.GitHubRunnerId!.Value);
        Assert.True(bench.Get<ScalingPass>().HasRequests);

        var idle = bench.Runners.ListOpen().Single(runner => runner.Id != busy.Id);
        await bench.PassAsync(Look.Engine);
        await bench.PassAsync(Look.Engine);

        // Its job still waits, so another runner takes its place.
        Assert.Equal(RunnerState.Removed, bench.Runners.Get(idle.Id)!.State);
        Assert.DoesNotContain(bench.Engine.Containers, container => container.ContainerId == idle.ContainerId);
        Assert.Equal(RunnerState.Busy, bench.Runners.Get(busy.Id)!.State);
        Assert.Contains(bench.Engine.Containers, container => container.ContainerId == busy.ContainerId);
        Assert.False(bench.Get<ScalingPass>().HasRequests);
    }

    [Fact]
    public async Task Run_StopRequestedWhileItIsBeingStarted_StopsItAfterwardsAndBlamesNobody()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        var job = bench.Queue("octocat/web");
        var slow = new TaskCompletionSource();
        bench.Engine.Slow = slow.Task;
        await bench.Get<ScalingPass>().RunAsync("test", Look.Everything, TestContext.Current.CancellationToken);
        await bench.World.WaitForAsync(world => world.Runners.Count == 1, TestContext.Current.CancellationToken);
        var runner = Assert.Single(bench.Runners.ListOpen());
        bench.World.CancelJob(job);
        bench.Runners.RequestStop(runner.Id, "claude");

        // Once its registration is written down, it is between two steps of its start.
        var bell = bench.Get<Doorbell>();
        while (bench.Runners.Get(runner.Id)!.State != RunnerState.Registered)
        {
            await bell.WaitAsync(TestContext.Current.CancellationToken);
        }

        await bench.Get<ScalingPass>().RunAsync("test", Look.Everything, TestContext.Current.CancellationToken);
        slow.SetResult();
        await bench.Get<RunnerWork>().DrainAsync();
        Assert.Empty(bench.Get<StartBreakers>().Snapshot);

        await bench.PassAsync(Look.Engine);
        await bench.PassAsync(Look.Engine);
        Assert.Equal(RunnerState.Removed, bench.Runners.Get(runner.Id)!.State);
        Assert.Empty(bench.Engine.Containers);
        Assert.Empty(bench.World.Snapshot().Runners);
    }

    [Fact]
    public async Task Run_LeaseTakenByAnother_StartsNothing()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        bench.Queue("octocat/web");
        bench.Time.Advance(AutoscalerLease.Lifetime + TimeSpan.FromSeconds(1));
        Assert.NotNull(bench.Get<LeaseLedger>().TryTake("another", "another process", AutoscalerLease.Lifetime));

        await Assert.ThrowsAsync<LeaseLostException>(() => bench.PassAsync());

        Assert.Empty(bench.World.Snapshot().Runners);
        Assert.Empty(bench.Engine.Containers);
    }

    /// <summary>The pass of the system that this one replaces: 41 failed runs made it mint 3 tokens.</summary>
    [Fact]
    public async Task Run_FortyOneFailedRuns_StartsNothingAndASecondPassSpendsNothing()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        for (var i = 0; i < 41; i++)
        {
            var repository = $"octocat/repository-{i % 4}";
            var at = bench.Time.GetUtcNow().AddMinutes(-i - 1);
            bench.World.AddRepository(repository);
            bench.World.AddCompletedRun(
                repository, "CI", ".github/workflows/ci.yml", "failure", at, at, new JobPlan("build", i < 3 ? ["self-hosted", "arm64"] : Labels) { Conclusion = "failure" });
        }

        await bench.PassAsync();
        bench.GitHub.Requests.Clear();
        await bench.PassAsync();

        Assert.NotEmpty(bench.GitHub.Requests.All);
        Assert.Equal(0, bench.GitHub.Requests.CountedRequests);
        Assert.Equal(0, bench.Engine.Created);
        Assert.Empty(bench.Runners.ListRecent(1, beforeId: null));
        Assert.Equal(0, bench.Get<DecisionLog>().RecentPasses(1)[0].CountedRequests);
    }
}
