namespace Mcp.Tools.Runners.Tests.Lifecycle;

public class FairnessTests
{
    [Fact]
    public async Task Run_FiveHundredJobsOfAnotherRepository_DelayASingleOneByOnePlaceAtMost()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        bench.QueueMany("octocat/big", 500);
        await bench.PassAsync();
        var running = bench.Runners.ListOpen();
        Assert.Equal(2, running.Count);

        bench.Time.Advance(TimeSpan.FromMinutes(1));
        var single = bench.Queue("octocat/small");
        foreach (var runner in running)
        {
            bench.TakeJob(runner, runner.RequestedForJobId!.Value);
        }

        await bench.PassAsync();
        Assert.Equal(ReasonCode.HostCap, bench.DecisionOn(single)!.Code);

        bench.EndJob(running[0], running[0].RequestedForJobId!.Value);
        await bench.PassAsync();
        await bench.PassAsync();

        Assert.Equal("octocat/small", Assert.Single(bench.Runners.ListOpen(), runner => runner.Id != running[1].Id).Repository.ToString());
    }
}
