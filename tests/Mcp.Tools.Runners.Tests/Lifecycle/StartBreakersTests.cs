using Mcp.Tools.Runners.Lifecycle;

namespace Mcp.Tools.Runners.Tests.Lifecycle;

public class StartBreakersTests
{
    private static readonly LauncherException NoImage = new(ReasonCode.ImageMissing, "The image is not there. Pull it.");

    [Fact]
    public async Task Run_StartsFailAgainAndAgain_OpensTheBreakerOverARestartAndAGoodStartClosesIt()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        var (first, second) = (bench.Queue("octocat/web"), bench.Queue("octocat/api"));
        bench.Engine.Trouble = NoImage;
        for (var i = 0; i < 3; i++)
        {
            await bench.PassAsync();
            bench.Time.Advance(TimeSpan.FromMinutes(1));
        }

        await bench.CrashAndRestartAsync();
        var breaker = Assert.Single(bench.Get<StartBreakers>().Snapshot);
        Assert.Equal((3, true, null, ReasonCode.ImageMissing), (breaker.Failures, breaker.IsOpen, breaker.Repository, breaker.Code));

        bench.Engine.Trouble = null;
        await bench.PassAsync();
        var trial = Assert.Single(bench.Engine.Containers);
        Assert.Contains(ReasonCode.BreakerOpen, new[] { bench.DecisionOn(first)!.Code, bench.DecisionOn(second)!.Code });
        Assert.Single(bench.Get<StartBreakers>().Snapshot);

        bench.World.SetOnline(bench.Runners.Get(trial.RunnerId)!.GitHubRunnerId!.Value, online: true);
        await bench.PassAsync();
        Assert.Empty(bench.Get<StartBreakers>().Snapshot);
        await bench.PassAsync();
        Assert.Equal(2, bench.Engine.Containers.Count);
    }

    [Fact]
    public async Task Run_ManyStartsFailTogether_CountAsOneFailure()
    {
        await using var bench = await AutoscalerBench.StartAsync(options => options.MaxRunners = 10);
        bench.QueueMany("octocat/web", 10);
        bench.Engine.Trouble = NoImage;

        await bench.PassAsync();

        Assert.Equal(1, Assert.Single(bench.Get<StartBreakers>().Snapshot).Failures);
    }

    [Fact]
    public async Task Run_GitHubRefusesOneRepository_AnotherOnesJobIsServed()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        var (refused, served) = (bench.Queue("octocat/web"), bench.Queue("octocat/api"));
        bench.GitHub.Faults.FailNext(99, 403, "POST", "/repos/octocat/web/actions/runners/generate-jitconfig");

        await bench.PassAsync();
        await bench.PassAsync();

        Assert.Equal(ReasonCode.BackingOff, bench.DecisionOn(refused)!.Code);
        Assert.Equal(served, Assert.Single(bench.Runners.ListOpen(), runner => runner.State == RunnerState.Started).RequestedForJobId);
        Assert.Equal("octocat/web", Assert.Single(bench.Get<StartBreakers>().Snapshot).Repository.ToString());
    }

    [Fact]
    public async Task Run_RunnersEndBeforeTheyHaveAJob_BackOffInsteadOfStartingForEver()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        var job = bench.Queue("octocat/web");
        await bench.PassAsync();
        bench.Engine.End(Assert.Single(bench.Engine.Containers).ContainerId, exitCode: 7);

        await bench.PassAsync();

        Assert.Equal((ReasonCode.BackingOff, 1), (bench.DecisionOn(job)!.Code, bench.Engine.Created));
        Assert.Equal(ReasonCode.RunnerTooOld, Assert.Single(bench.Get<StartBreakers>().Snapshot).Code);
    }

    [Fact]
    public async Task Run_NeverOnline_CountsAsAFailedStartAndKeepsTheEndOfItsLog()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        bench.Queue("octocat/web");
        await bench.PassAsync();
        var runner = Assert.Single(bench.Runners.ListOpen());

        bench.Time.Advance(TimeSpan.FromSeconds(121));
        await bench.PassAsync();

        Assert.Equal((RunnerState.Removed, "the end"), (bench.Runners.Get(runner.Id)!.State, bench.Runners.Get(runner.Id)!.LogTail));
        Assert.Equal(ReasonCode.RegistrationTimeout, Assert.Single(bench.Get<StartBreakers>().Snapshot).Code);
    }
}
