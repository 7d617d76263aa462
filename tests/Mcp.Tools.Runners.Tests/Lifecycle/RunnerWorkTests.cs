using Mcp.Tools.Runners.Lifecycle;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mcp.Tools.Runners.Tests.Lifecycle;

public class RunnerWorkTests
{
    private readonly Wake _wake = new();
    private readonly RunnerInfo _runner = new()
    {
        Id = "r-1",
        Name = "default-r-1",
        Pool = "default",
        Repository = RepositoryName.Parse("octocat/web"),
        Labels = ["self-hosted"],
        State = RunnerState.Finished,
        RequestedBy = "test",
        RequestedAt = DateTimeOffset.UnixEpoch,
        StateSince = DateTimeOffset.UnixEpoch,
    };

    [Fact]
    public async Task Start_WorkIsDone_WakesTheLoop() => Assert.Contains("work", await WhyAsync(_ => Task.CompletedTask));

    [Fact]
    public async Task Start_EngineRefuses_WaitsForTheNextPass() =>
        Assert.Empty(await WhyAsync(_ => throw new LauncherException(ReasonCode.EngineUnavailable, "Start it.")));

    [Fact]
    public async Task Start_IsPutOff_WaitsForTheNextPass() => Assert.Empty(await WhyAsync(_ => throw new PutOffException("It is busy.")));

    [Fact]
    public async Task Start_SomethingUnexpected_WaitsForTheNextPass() => Assert.Empty(await WhyAsync(_ => throw new InvalidOperationException("No.")));

    [Fact]
    public async Task Run_GitHubLetsNoBusyRunnerGo_WaitsForTheNextPass()
    {
        await using var bench = await AutoscalerBench.StartAsync(options => options.Pools[0].JobTimeLimit = TimeSpan.FromHours(1));
        var job = bench.Queue("octocat/web");
        await bench.PassAsync();
        var runner = Assert.Single(bench.Runners.ListOpen());
        bench.TakeJob(runner, job);
        await bench.PassAsync();
        bench.Time.Advance(TimeSpan.FromHours(2));

        // The first pass after two hours sweeps too, and that may be news.
        await bench.PassAsync();
        await TakeAsync(bench.Get<Wake>());
        await bench.PassAsync();

        Assert.Equal(RunnerState.Finished, bench.Runners.Get(runner.Id)!.State);
        Assert.DoesNotContain("work", await TakeAsync(bench.Get<Wake>()));
    }

    private async Task<IReadOnlyCollection<string>> WhyAsync(Func<CancellationToken, Task> result)
    {
        var work = new RunnerWork(_wake, NullLogger<RunnerWork>.Instance);
        work.Start(_runner, result, TestContext.Current.CancellationToken);
        await work.DrainAsync();
        return await TakeAsync(_wake);
    }

    private static async Task<IReadOnlyCollection<string>> TakeAsync(Wake wake) =>
        await wake.WaitAsync(TimeSpan.Zero, TimeProvider.System, TestContext.Current.CancellationToken);
}
