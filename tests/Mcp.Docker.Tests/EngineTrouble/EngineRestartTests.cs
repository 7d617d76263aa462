using GitHubSimulator;
using Mcp.Docker.Tests.EndToEnd;
using Mcp.Tools.Runners;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Docker.Tests.EngineTrouble;

/// <summary>The engine itself stops and starts again, as in an update of it.</summary>
public class EngineRestartTests
{
    [Fact]
    public async Task Restart_WhileOneJobRunsAndAnotherIsQueued_NoticesTheEndAndServesBoth()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "A second engine can only be started as root.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(3));
        await using var engine = await OwnEngine.StartAsync(limit.Token);
        await using var stage = await Stage.SetAsync(limit.Token, engine.Endpoint);
        var world = stage.Simulator.World;
        world.AddRepository("octocat/web");
        var running = Queue(world, "running", TimeSpan.FromMinutes(30));
        var configuration = stage.Configure(maxRunners: 2, runners => runners["docker"]!["endpoint"] = engine.Endpoint.ToString());
        await using var product = await stage.StartAsync(configuration, limit.Token, "autoscale");
        await world.WaitForAsync(now => now.Jobs[running].Status == "in_progress", limit.Token);
        await stage.UntilAsync(() => Row(stage, running)?.State == RunnerState.Busy, limit.Token);

        await engine.StopAsync(limit.Token);
        var queued = Queue(world, "queued", TimeSpan.FromSeconds(1));
        await stage.UntilAsync(() => new DecisionLog(stage.Ledger).Current(queued)?.Code == ReasonCode.EngineUnavailable, limit.Token);
        world.CompleteJob(running, "success");
        Assert.Equal(RunnerState.Busy, Row(stage, running)!.State);

        await engine.StartAgainAsync(limit.Token);
        await world.WaitForAsync(now => now.Jobs.Values.All(job => job.Status == "completed"), limit.Token);
        await stage.UntilQuietAsync(limit.Token);
        Assert.All(world.Snapshot().Jobs.Values, job => Assert.Equal("success", job.Conclusion));
        Assert.Equal(2, stage.Runners.ListRecent(100, beforeId: null).Count);
        Assert.Empty(await stage.ContainersAsync(limit.Token));
        Assert.Empty(await stage.VolumesAsync(limit.Token));
        Assert.Empty(world.Snapshot().Runners);
    }

    private static RunnerInfo? Row(Stage stage, long job) =>
        stage.Simulator.World.Snapshot().Jobs[job].RunnerName is { } name ? stage.Runners.FindByName(name) : null;

    private static long Queue(SimulatedWorld world, string name, TimeSpan duration)
    {
        string[] labels = ["self-hosted", "linux", HostArchitecture.ToLabel(HostArchitecture.Current)];
        return Assert.Single(world.QueueRun("octocat/web", "CI", ".github/workflows/ci.yml", new JobPlan(name, labels) { Duration = duration }).JobIds);
    }
}
