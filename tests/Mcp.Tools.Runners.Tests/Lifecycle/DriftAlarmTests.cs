using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Lifecycle;

namespace Mcp.Tools.Runners.Tests.Lifecycle;

public class DriftAlarmTests
{
    [Fact]
    public async Task Run_SomebodyChangesAContainer_IsOnTheBoardForAsLongAsItLasts()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        bench.Queue("octocat/web");
        await bench.PassAsync();
        var container = Assert.Single(bench.Engine.Containers);
        Assert.Empty(Published(bench));

        bench.Engine.Drift(container.ContainerId, "It is privileged.");
        await bench.PassAsync(Look.Engine);
        var drifted = Assert.Single(Published(bench));
        Assert.Equal((container.RunnerId, "It is privileged."), (drifted.RunnerId, Assert.Single(drifted.Differences)));

        bench.Engine.Drift(container.ContainerId);
        await bench.PassAsync(Look.Engine);
        Assert.Empty(Published(bench));
    }

    [Fact]
    public async Task Run_AnotherProcessPublishedOtherwiseMeanwhile_IsPublishedAgain()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        bench.Queue("octocat/web");
        await bench.PassAsync();
        bench.Engine.Drift(Assert.Single(bench.Engine.Containers).ContainerId, "It is privileged.");
        await bench.PassAsync(Look.Engine);
        bench.Get<StatusBoard>().Put(StatusJson.Drift([], bench.Time.GetUtcNow()));

        await bench.PassAsync(Look.Engine);

        Assert.Single(Published(bench));
    }

    private static IReadOnlyList<DriftedRunner> Published(AutoscalerBench bench) => StatusJson.ReadDrift(bench.Get<StatusBoard>().Get("drift")) ?? [];
}
