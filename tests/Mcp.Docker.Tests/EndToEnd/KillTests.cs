using GitHubSimulator;
using Mcp.Tools.Runners;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Docker.Tests.EndToEnd;

public class KillTests
{
    [Fact]
    public async Task Kill_InTheMiddleOfJobs_RunningJobsFinishAndNothingStartsTwiceOrLeaks()
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(TimeSpan.FromMinutes(3));
        await using var stage = await Stage.SetAsync(timeout.Token);
        var world = stage.Simulator.World;
        world.AddRepository("octocat/web");
        world.QueueRun("octocat/web", "CI", ".github/workflows/ci.yml", [.. Enumerable.Range(0, 6).Select(Job)]);
        var configuration = stage.Configure(maxRunners: 3);
        await using var containers = RunningContainers.Watch(stage.Engine, stage.Ledger.ControllerId);

        await using (var first = await stage.StartAsync(configuration, timeout.Token, "autoscale"))
        {
            await world.WaitForAsync(now => now.Jobs.Values.Count(job => job.Status == "in_progress") == 3, timeout.Token);
            await first.KillAsync(timeout.Token);
        }

        var running = (await stage.ContainersAsync(timeout.Token)).Select(container => container.ID).ToList();
        var volumes = (await stage.VolumesAsync(timeout.Token)).Count;
        await using var second = await stage.StartAsync(configuration, timeout.Token, "autoscale");
        await world.WaitForAsync(now => now.Jobs.Values.All(job => job.Status == "completed"), timeout.Token);
        await stage.UntilQuietAsync(timeout.Token);

        Assert.Equal(3, running.Count);
        Assert.Equal(3, volumes);
        Assert.Equal(6, containers.Started);
        Assert.True(containers.Peak <= 3);
        Assert.All(world.Snapshot().Jobs.Values, job => Assert.Equal("success", job.Conclusion));
        Assert.Empty(await stage.ContainersAsync(timeout.Token));
        Assert.Empty(await stage.VolumesAsync(timeout.Token));
        Assert.Empty(world.Snapshot().Runners);
        Assert.All(stage.Runners.ListRecent(100, beforeId: null), runner => Assert.Equal(RunnerState.Removed, runner.State));
    }

    [Fact]
    public async Task Terminate_InTheMiddleOfJobs_EndsCleanlyAndLeavesThemToTheNextStart()
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(TimeSpan.FromMinutes(3));
        await using var stage = await Stage.SetAsync(timeout.Token);
        var world = stage.Simulator.World;
        world.AddRepository("octocat/web");
        world.QueueRun("octocat/web", "CI", ".github/workflows/ci.yml", [.. Enumerable.Range(0, 4).Select(Job)]);
        var configuration = stage.Configure(maxRunners: 2);
        await using var containers = RunningContainers.Watch(stage.Engine, stage.Ledger.ControllerId);

        await using (var first = await stage.StartAsync(configuration, timeout.Token, "autoscale"))
        {
            await world.WaitForAsync(now => now.Jobs.Values.Count(job => job.Status == "in_progress") == 2, timeout.Token);
            Assert.Equal(0, await first.TerminateAsync(timeout.Token));
        }

        Assert.Equal(2, (await stage.ContainersAsync(timeout.Token)).Count(container => container.State == "running"));
        Assert.Equal(2, stage.Runners.ListOpen().Count);
        Assert.True(stage.Ledger.Read(LeaseRow.Read)!.Released);

        await using var second = await stage.StartAsync(configuration, timeout.Token, "autoscale");
        await world.WaitForAsync(now => now.Jobs.Values.All(job => job.Status == "completed"), timeout.Token);
        await stage.UntilQuietAsync(timeout.Token);
        Assert.Equal(4, containers.Started);
        Assert.All(world.Snapshot().Jobs.Values, job => Assert.Equal("success", job.Conclusion));
        Assert.Empty(await stage.ContainersAsync(timeout.Token));
        Assert.Empty(world.Snapshot().Runners);
    }

    private static JobPlan Job(int number) =>
        new($"job {number}", ["self-hosted", "linux", HostArchitecture.ToLabel(HostArchitecture.Current)]) { Duration = TimeSpan.FromSeconds(6) };
}
