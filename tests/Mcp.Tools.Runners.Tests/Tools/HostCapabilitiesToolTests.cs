using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Tests.Tools;

public sealed class HostCapabilitiesToolTests
{
    [Fact]
    public async Task Ask_EngineSeen_SaysWhatThereIsWithSourceAndAge()
    {
        await using var bench = await Bench.StartAsync();
        bench.Pass([]);
        bench.Time.Advance(TimeSpan.FromSeconds(12));

        var answer = await bench.AskAsync("host_capabilities");

        Assert.Equal("x64", answer.GetProperty("architecture").Text("text"));
        Assert.Equal((8, 12), (answer.GetProperty("processors").Number("number"), answer.GetProperty("processors").Number("age_seconds")));
        Assert.Equal(16L << 30, answer.GetProperty("memory").GetProperty("number").GetInt64());
        Assert.Equal("docker", answer.GetProperty("memory").Text("source"));
        Assert.Equal("available", answer.GetProperty("engine").Text("state"));
        Assert.Contains("nobody looked", answer.GetProperty("gpus").Text("unknown"), StringComparison.Ordinal);
        Assert.Equal("this process", answer.GetProperty("front_end").GetProperty("seen").Text("source"));
    }

    [Fact]
    public async Task Ask_NobodyAskedTheEngine_IsUnknownAndNeverZero()
    {
        await using var bench = await Bench.StartAsync();

        var answer = await bench.AskAsync("host_capabilities");

        Assert.StartsWith("What the host has is unknown", answer.Text("summary"), StringComparison.Ordinal);
        Assert.All(["architecture", "processors", "memory", "memory_for_runners", "disk_free", "gpus"], name =>
        {
            Assert.False(answer.GetProperty(name).Has("number"));
            Assert.Contains("No autoscaler has asked the engine", answer.GetProperty(name).Text("unknown"), StringComparison.Ordinal);
        });
        Assert.Equal("unknown", answer.GetProperty("engine").Text("state"));
    }

    [Fact]
    public async Task Ask_EngineDown_RepeatsItsProblem()
    {
        await using var bench = await Bench.StartAsync();
        bench.Pass([], engineProblem: "Nothing listens on /var/run/docker.sock.");

        var answer = await bench.AskAsync("host_capabilities");

        Assert.Equal("unavailable", answer.GetProperty("engine").Text("state"));
        Assert.Contains(answer.List("next_steps"), step => step.GetString()!.Contains("docker.sock", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ask_Pools_SayWhatTheyNeedAndHowManyFit()
    {
        await using var bench = await Bench.StartAsync(options =>
        {
            options.MaxRunners = 3;
            options.Pools.Add(new RunnerPool
            {
                Name = "big", Architecture = RunnerArchitecture.Arm64, Gpus = 1, Runtime = "kata", Resources = new RunnerResources { MemoryBytes = 64L << 30, Processors = 32 },
            });
        });
        bench.Runner(RunnerState.Busy);
        bench.Pass([]);
        new StatusBoard(bench.Ledger.Database).Put(StatusJson.Engine(Fleet.Engine with { AsOf = bench.Now, Runtimes = ["runc"], Features = ["rootless"], Gpus = 0 }));

        var answer = await bench.AskAsync("host_capabilities");

        var (small, big) = (answer.List("pools")[0], answer.List("pools")[1]);
        Assert.Equal((3, 2), (small.Number("fits_at_once"), small.Number("fits_now")));
        Assert.False(small.Has("missing"));
        Assert.Equal(0, big.Number("fits_at_once"));
        var missing = string.Join('\n', big.List("missing").Select(text => text.GetString()));
        Assert.All(["arm64", "32 processors", "65536 MiB", "1 GPU ", "'kata'"], word => Assert.Contains(word, missing, StringComparison.Ordinal));
        Assert.Equal("rootless", Assert.Single(answer.GetProperty("engine").List("features")).GetString());
        Assert.Equal(1, answer.Number("places_used"));
    }

    [Fact]
    public async Task Ask_Gpus_ShowsTheEvidenceForEach()
    {
        await using var bench = await Bench.StartAsync();
        bench.Pass([]);
        var inventory = new GpuInventory(
            GpuVendor.Nvidia,
            GpuAccess.NvidiaRuntime,
            [new Gpu("GPU-1", "RTX", 24L << 30, "550", [], ["nvidia-smi lists it"], null), new Gpu("GPU-2", "RTX", null, null, [], [], "Its driver does not answer.")],
            ["the engine has the runtime 'nvidia'"],
            []);
        new StatusBoard(bench.Ledger.Database).Put(StatusJson.Engine(Fleet.Engine with { AsOf = bench.Now, Gpus = inventory.Grantable, GpuInventory = inventory }));

        var answer = await bench.AskAsync("host_capabilities");

        Assert.Equal(1, answer.GetProperty("gpus").Number("number"));
        Assert.Equal("Its driver does not answer.", answer.GetProperty("gpu_evidence").List("gpus")[1].Text("missing"));
    }
}
