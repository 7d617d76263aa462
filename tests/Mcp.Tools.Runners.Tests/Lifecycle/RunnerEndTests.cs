using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Lifecycle;

namespace Mcp.Tools.Runners.Tests.Lifecycle;

public class RunnerEndTests
{
    [Fact]
    public async Task Run_JobRunsForTooLong_EndsItsContainerFirstAndThenItsRegistration()
    {
        await using var bench = await AutoscalerBench.StartAsync(options => options.Pools[0].JobTimeLimit = TimeSpan.FromHours(1));
        var (runner, _) = await BusyAsync(bench);

        bench.Time.Advance(TimeSpan.FromMinutes(59));
        await bench.PassAsync();
        Assert.Equal(RunnerState.Busy, bench.Runners.Get(runner.Id)!.State);

        bench.Time.Advance(TimeSpan.FromMinutes(2));
        await bench.PassAsync();
        Assert.Empty(bench.Engine.Containers);

        // GitHub notices that the runner is gone, and lets it be deregistered.
        bench.World.SetBusy(runner.GitHubRunnerId!.Value, busy: false);
        await bench.PassAsync();
        Assert.Equal((RunnerState.Removed, "the end"), (bench.Runners.Get(runner.Id)!.State, bench.Runners.Get(runner.Id)!.LogTail));
        Assert.Empty(bench.World.Snapshot().Runners);
        Assert.Contains(bench.Runners.ListTransitions(runner.Id), step => step.To == RunnerState.Expired && step.Reason!.Contains("60 min", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_JobWritesTooMuch_IsEndedAndTheReasonKept()
    {
        await using var bench = await AutoscalerBench.StartAsync(options => options.Pools[0].Resources.DiskBytes = 2L << 30);
        var (runner, _) = await BusyAsync(bench);

        bench.Engine.Fill(bench.Runners.Get(runner.Id)!.ContainerId!, 2L << 30);
        await bench.PassAsync();
        Assert.Equal(RunnerState.Busy, bench.Runners.Get(runner.Id)!.State);

        bench.Engine.Fill(bench.Runners.Get(runner.Id)!.ContainerId!, 3L << 30);
        await bench.PassAsync();
        Assert.Empty(bench.Engine.Containers);
        Assert.Contains(bench.Runners.ListTransitions(runner.Id), step => step.To == RunnerState.Expired && step.Reason!.Contains("resources.diskBytes", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_ClockSetForwardByAMonth_NoBusyRunnerIsEnded()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        var (runner, _) = await BusyAsync(bench);

        bench.Time.Jump(TimeSpan.FromDays(30));
        await bench.PassAsync();
        await bench.PassAsync();

        Assert.Equal(RunnerState.Busy, bench.Runners.Get(runner.Id)!.State);
        Assert.Single(bench.Engine.Containers);
    }

    [Fact]
    public async Task Run_JobIsOverButTheContainerRunsOn_IsEndedWhenItHadTimeToEndByItself()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        var (runner, job) = await BusyAsync(bench);
        bench.World.CompleteJob(job, "success");
        bench.World.RemoveRunner(runner.GitHubRunnerId!.Value);

        await bench.PassAsync();
        await bench.PassAsync();
        bench.Time.Advance(GitHubObserver.Patience - TimeSpan.FromSeconds(1));
        await bench.PassAsync();
        Assert.Equal(RunnerState.Busy, bench.Runners.Get(runner.Id)!.State);

        bench.Time.Advance(TimeSpan.FromSeconds(1));
        await bench.PassAsync();
        Assert.Equal(RunnerState.Removed, bench.Runners.Get(runner.Id)!.State);
        Assert.Empty(bench.Engine.Containers);
    }

    [Fact]
    public async Task Run_IdleRunnerDeletedOnGitHub_IsReplacedSinceTheJobStillWaits()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        bench.Queue("octocat/web");
        await bench.PassAsync();
        var runner = Assert.Single(bench.Runners.ListOpen());
        bench.World.SetOnline(runner.GitHubRunnerId!.Value, online: true);
        await bench.PassAsync();
        bench.World.RemoveRunner(runner.GitHubRunnerId.Value);

        await bench.PassAsync();
        bench.Time.Advance(GitHubObserver.Patience);
        await bench.PassAsync();

        Assert.Equal(RunnerState.Removed, bench.Runners.Get(runner.Id)!.State);
        Assert.NotEqual(runner.Id, Assert.Single(bench.Runners.ListOpen()).Id);
    }

    [Fact]
    public async Task Run_Draining_EndsWithAnEmptyHost()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        var (busy, job) = await BusyAsync(bench);
        var waiting = bench.Queue("octocat/api");
        await bench.PassAsync();
        var idle = Assert.Single(bench.Runners.ListOpen(), runner => runner.Id != busy.Id);
        bench.World.SetOnline(idle.GitHubRunnerId!.Value, online: true);
        await bench.PassAsync();

        bench.Get<ControlBoard>().Set(new(Paused: true, MaxRunners: null, "a new disk", "claude", bench.Time.GetUtcNow(), Draining: true));
        await bench.PassAsync();
        Assert.Equal(busy.Id, Assert.Single(bench.Runners.ListOpen()).Id);
        Assert.Contains("draining", bench.DecisionOn(waiting)!.Text, StringComparison.Ordinal);

        bench.EndJob(busy, job);
        await bench.PassAsync();
        await bench.PassAsync();
        Assert.Empty(bench.Runners.ListOpen());
        Assert.Empty(bench.Engine.Containers);
    }

    [Fact]
    public async Task Run_PoolKeepsARunnerReady_StartsOneAndReplacesItWhenAJobTakesIt()
    {
        await using var bench = await AutoscalerBench.StartAsync(options => (options.Pools[0].MinIdle, options.Pools[0].MinIdleFor) = (1, ["octocat/web"]));
        bench.World.AddRepository("octocat/web");
        await bench.PassAsync();
        var ready = Assert.Single(bench.Runners.ListOpen());
        bench.World.SetOnline(ready.GitHubRunnerId!.Value, online: true);
        await bench.PassAsync();
        Assert.Single(bench.Runners.ListOpen());

        bench.TakeJob(ready, bench.Queue("octocat/web"));
        await bench.PassAsync();

        Assert.Equal(2, bench.Runners.ListOpen().Count);
        Assert.Equal(RunnerState.Busy, bench.Runners.Get(ready.Id)!.State);
    }

    [Fact]
    public async Task Run_CrashWhileAReadyRunnerIsBeingStarted_OneTakesItsPlace()
    {
        await using var bench = await AutoscalerBench.StartAsync(options => (options.Pools[0].MinIdle, options.Pools[0].MinIdleFor) = (1, ["octocat/web"]));
        bench.World.AddRepository("octocat/web");
        bench.Runners.Insert(
            new("default", RepositoryName.Parse("octocat/web"), ["self-hosted"], "autoscaler", ForJobId: null, RunnerState.Reserved, "ready"),
            bench.Get<Mcp.Tools.Runners.Lifecycle.AutoscalerLease>().Token);

        await bench.CrashAndRestartAsync();
        await bench.PassAsync();
        await bench.PassAsync();

        Assert.Equal(RunnerState.Started, Assert.Single(bench.Runners.ListOpen()).State);
    }

    private static async Task<(RunnerInfo Runner, long Job)> BusyAsync(AutoscalerBench bench)
    {
        var job = bench.Queue("octocat/web");
        await bench.PassAsync();
        var runner = Assert.Single(bench.Runners.ListOpen());
        bench.TakeJob(runner, job);
        await bench.PassAsync();
        Assert.Equal(RunnerState.Busy, bench.Runners.Get(runner.Id)!.State);
        return (runner, job);
    }
}
