using GitHubSimulator;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Lifecycle;

namespace Mcp.Tools.Runners.Tests.Lifecycle;

/// <summary>Somebody sets the time of day while runners, limits and pauses are counted.</summary>
public class ClockJumpTests
{
    private static readonly TimeSpan Back = TimeSpan.FromHours(-2);

    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Run_ClockSetBackWhileARunnerIsIdle_RetiresItAfterTheIdleTimeout()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        var job = Queue(bench);
        await bench.PassAsync();
        var runner = Assert.Single(bench.Runners.ListOpen());
        bench.World.SetOnline(runner.GitHubRunnerId!.Value, online: true);
        bench.World.CancelJob(job);
        await bench.PassAsync();

        bench.Time.Jump(Back);
        await PassesAsync(bench, TimeSpan.FromMinutes(5) + Moment);

        Assert.Empty(bench.Runners.ListOpen());
    }

    [Fact]
    public async Task Run_ClockSetForwardWhileARunnerConnects_LeavesItItsTime()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        Queue(bench);
        await bench.PassAsync();
        await bench.PassAsync();
        var runner = Assert.Single(bench.Runners.ListOpen());

        bench.Time.Jump(-Back);
        await bench.PassAsync();
        Assert.Equal(RunnerState.Started, bench.Runners.Get(runner.Id)!.State);

        await PassesAsync(bench, TimeSpan.FromSeconds(120) + Moment);
        Assert.Equal(RunnerState.Removed, bench.Runners.Get(runner.Id)!.State);
    }

    [Fact]
    public async Task Run_ClockSetBackAfterAFailedStart_TriesAgainAfterThePause()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        Queue(bench);
        bench.Engine.Trouble = new LauncherException(ReasonCode.EngineError, "No space left on device.");
        await bench.PassAsync();
        bench.Engine.Trouble = null;

        bench.Time.Jump(Back);
        await PassesAsync(bench, Moment);

        Assert.Equal(1, bench.Engine.Created);
    }

    [Fact]
    public async Task Run_ClockSetBackWhileGitHubLimits_AsksAgainAfterTheTime()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        bench.GitHub.Faults.TooManyRequestsNext(1, TimeSpan.FromSeconds(20));
        await bench.PassAsync();
        var job = Queue(bench);

        bench.Time.Jump(Back);
        await bench.PassAsync();
        Assert.Null(bench.DecisionOn(job));

        await PassesAsync(bench, Moment);
        Assert.Equal(DecisionKind.Start, bench.Get<DecisionLog>().History(job, 10)[0].Kind);
    }

    [Fact]
    public async Task Run_ClockSetBackAfterARunnerEnded_DoesNotCountItForTheNextJob()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        var first = Queue(bench);
        await bench.PassAsync();
        var runner = Assert.Single(bench.Runners.ListOpen());
        bench.Time.Advance(Moment);
        bench.World.SetOnline(runner.GitHubRunnerId!.Value, online: true);
        bench.World.StartJob(first, runner.GitHubRunnerId.Value);
        await bench.PassAsync();
        bench.World.CompleteJob(first, "success");
        bench.Engine.End(runner.ContainerId!, exitCode: 0);
        await bench.PassAsync();
        Assert.Empty(bench.Runners.ListOpen());

        bench.Time.Jump(Back);
        var next = Queue(bench);
        await bench.PassAsync();

        Assert.Equal(DecisionKind.Start, bench.DecisionOn(next)!.Kind);
    }

    [Fact]
    public async Task Run_ClockSetBackBetweenPolls_ReadsTheQueuesAgain()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        await bench.PassAsync();
        var job = Queue(bench);
        await bench.PassAsync(Look.Engine);
        Assert.Null(bench.DecisionOn(job));

        bench.Time.Jump(Back);
        await bench.PassAsync(Look.Engine);

        Assert.Equal(DecisionKind.Start, bench.DecisionOn(job)!.Kind);
    }

    private static long Queue(AutoscalerBench bench)
    {
        bench.World.AddRepository("octocat/web");
        return bench.World.QueueRun("octocat/web", "CI", ".github/workflows/ci.yml", new JobPlan("build", ["self-hosted", "linux", "x64"])).JobIds[0];
    }

    private static async Task PassesAsync(AutoscalerBench bench, TimeSpan duration)
    {
        for (var left = duration; left > TimeSpan.Zero; left -= TimeSpan.FromSeconds(10))
        {
            bench.Time.Advance(TimeSpan.FromSeconds(10));
            await bench.PassAsync();
        }
    }
}
