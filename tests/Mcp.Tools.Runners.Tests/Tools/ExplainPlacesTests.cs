using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Tests.Lifecycle;

namespace Mcp.Tools.Runners.Tests.Tools;

/// <summary>Causes that lie in the host's limits and the autoscaler's own state, provoked by real passes.</summary>
public sealed class ExplainPlacesTests
{
    private const long Gibibyte = 1L << 30;

    [Fact]
    public async Task HostCap_NamesWhoTakesThePlacesAndTheCallThatRaisesTheLimit()
    {
        var answer = await SecondWaitsAsync("host_cap", options => options.MaxRunners = 1, words: ["--max-runners 2", "\"max_runners\":2"]);

        Assert.Single(answer.List("occupied_by"));
    }

    [Fact]
    public Task PoolCap_SaysWhichPool() => SecondWaitsAsync("pool_cap", options => options.Pools[0].MaxRunners = 1, words: ["MaxRunners of the pool 'default'", "list_runners"]);

    [Fact]
    public Task RepositoryCap_SaysWhichRepository() =>
        SecondWaitsAsync("repository_cap", options => options.Pools[0].MaxRunnersPerRepository = 1, words: ["MaxRunnersPerRepository", "\"repository\":\"octocat/web\""]);

    [Fact]
    public Task Memory_SaysWhatToLower() =>
        SecondWaitsAsync("memory", options => options.Pools[0].Resources.MemoryBytes = 10 * Gibibyte, words: ["resources.memoryBytes", "host_capabilities"]);

    [Fact]
    public Task Processors_SaysWhatToRaise() => SecondWaitsAsync("processors", options => options.MaxProcessors = 2, words: ["maxProcessors", "host_capabilities"]);

    [Fact]
    public Task GpuSlots_SaysThatOneMustEnd() =>
        SecondWaitsAsync("gpu_slots", options => options.Pools[0].Gpus = 1, bench => bench.Engine.Gpus = 1, words: ["a runner with a GPU ends", "nvidia-smi"]);

    [Fact]
    public async Task Disk_SaysWhatTakesIt()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        bench.Engine.DiskFreeBytes = Gibibyte;
        var job = bench.Queue("octocat/web");
        await bench.PassAsync();

        await Explained.AssertAsync(bench, job, "disk", "docker system df");
    }

    [Fact]
    public async Task Paused_GivesTheCallThatResumes()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        bench.Get<ControlBoard>().Set(new(Paused: true, MaxRunners: null, "maintenance", "claude", bench.Time.GetUtcNow()));
        var job = bench.Queue("octocat/web");
        await bench.PassAsync();

        var answer = await Explained.AssertAsync(bench, job, "paused", "\"paused\":false");
        Assert.Contains("maintenance", answer.Text("explanation"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EngineDown_SaysHowToLookAtIt()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        bench.Engine.Available = false;
        var job = bench.Queue("octocat/web");
        await bench.PassAsync();

        await Explained.AssertAsync(bench, job, "engine_unavailable", "docker info");
    }

    [Fact]
    public async Task NoAutoscaler_GivesTheCommandThatStartsOne()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        var job = bench.Queue("octocat/web");
        bench.Time.Advance(TimeSpan.FromMinutes(5));

        await Explained.AssertAsync(bench, job, "no_autoscaler", "mcp-runners serve");
    }

    [Fact]
    public async Task NotSeenYet_SaysWhenTheNextPassIsDue()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        await bench.PassAsync();
        var job = bench.Queue("octocat/web");

        await Explained.AssertAsync(bench, job, "not_seen_yet", "next pass");
    }

    private static async Task<System.Text.Json.JsonElement> SecondWaitsAsync(string verdict, Action<RunnersOptions> configure, Action<AutoscalerBench>? prepare = null, string[]? words = null)
    {
        await using var bench = await AutoscalerBench.StartAsync(configure);
        prepare?.Invoke(bench);
        bench.Queue("octocat/web");
        await bench.PassAsync();
        Assert.Single(bench.Engine.Containers);
        var second = bench.Queue("octocat/web");
        await bench.PassAsync();

        var answer = await Explained.AssertAsync(bench, second, verdict, words ?? []);
        Assert.Equal(verdict, bench.DecisionOn(second)!.Code);
        return answer;
    }
}
