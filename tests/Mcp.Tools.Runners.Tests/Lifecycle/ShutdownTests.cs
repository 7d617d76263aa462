using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Lifecycle;
using Microsoft.Extensions.Hosting;

namespace Mcp.Tools.Runners.Tests.Lifecycle;

public class ShutdownTests
{
    [Fact]
    public async Task Stop_BusyRunnerAndOneThatIsBeingStarted_LeavesTheOneAndUndoesTheOther()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        var job = bench.Queue("octocat/web");
        await bench.PassAsync();
        var busy = Assert.Single(bench.Runners.ListOpen());
        bench.TakeJob(busy, job);
        await bench.PassAsync();
        bench.Engine.Slow = new TaskCompletionSource().Task;
        bench.Queue("octocat/api");
        bench.Get<AutoscalerLease>().Release();
        var loop = await RunUntilItRegistersAsync(bench, runners: 2);

        await loop.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal((busy.Id, RunnerState.Busy), Assert.Single(bench.Runners.ListOpen()) is var left ? (left.Id, left.State) : default);
        Assert.Single(bench.Engine.Containers);
        Assert.Single(bench.World.Snapshot().Runners);
        Assert.False(bench.Get<LeaseLedger>().Read()!.Live);
    }

    [Fact]
    public async Task Stop_EngineHangsWhileAStartIsUndone_EndsAllTheSameAndKeepsTheLeaseUntilItExpires()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        bench.Engine.Slow = new TaskCompletionSource().Task;
        bench.Engine.SlowRemoval = new TaskCompletionSource().Task;
        bench.Queue("octocat/web");
        bench.Get<AutoscalerLease>().Release();
        var loop = await RunUntilItRegistersAsync(bench, runners: 1);

        var stop = loop.StopAsync(TestContext.Current.CancellationToken);
        while (!stop.IsCompleted)
        {
            bench.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await stop;
        Assert.Equal(RunnerState.Failed, Assert.Single(bench.Runners.ListOpen(), runner => runner.State != RunnerState.Requested).State);
        Assert.False(bench.Get<LedgerDatabase>().Read(LeaseRow.Read)!.Released);
    }

    private static async Task<IHostedService> RunUntilItRegistersAsync(AutoscalerBench bench, int runners)
    {
        var loop = bench.Get<IHostedService>();
        await loop.StartAsync(TestContext.Current.CancellationToken);
        await bench.World.WaitForAsync(world => world.Runners.Count == runners, TestContext.Current.CancellationToken);
        return loop;
    }
}
