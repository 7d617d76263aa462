using Mcp.Tools.Runners.Lifecycle;

namespace Mcp.Tools.Runners.Tests.Lifecycle.Sweeping;

/// <summary>A runner whose traces contradict each other is set apart, and goes only when a person wants it or nothing of it is left.</summary>
public sealed class QuarantineTests
{
    [Fact]
    public async Task Quarantined_UntilAPersonStopsIt_IsUntouchedAndTakesAPlace()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        var runner = await SetApartAsync(bench);
        bench.World.SetOnline(runner.GitHubRunnerId!.Value, online: true);
        bench.Time.Advance(TimeSpan.FromHours(1));

        await bench.SweepAsync();
        Assert.Equal(RunnerState.Quarantined, bench.Runners.Get(runner.Id)!.State);
        Assert.True(RunnerTransitions.TakesCapacity(bench.Runners.Get(runner.Id)!));
        Assert.Equal(2, bench.Engine.Containers.Count);
        Assert.Single(bench.World.Snapshot().Runners);

        bench.Runners.RequestStop(runner.Id, "claude");
        Assert.True(bench.Get<ScalingPass>().HasRequests);
        await bench.PassAsync(Look.Engine);
        Assert.Equal(RunnerState.Removed, bench.Runners.Get(runner.Id)!.State);
        Assert.Empty(bench.Engine.Containers);
        Assert.Empty(bench.World.Snapshot().Runners);
    }

    [Fact]
    public async Task Quarantined_StoppedWhileGitHubSaysBusy_KeepsAllItsContainers()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        var runner = await SetApartAsync(bench);
        bench.World.SetBusy(runner.GitHubRunnerId!.Value, busy: true);
        bench.Runners.RequestStop(runner.Id, "claude");

        await bench.PassAsync(Look.Engine);

        Assert.Equal(RunnerState.Busy, bench.Runners.Get(runner.Id)!.State);
        Assert.Equal(2, bench.Engine.Containers.Count);
    }

    [Fact]
    public async Task Quarantined_WithAForeignNameUnderItsId_LeavesThatRegistration()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        var runner = await StartedAsync(bench);
        bench.World.RemoveRunner(runner.GitHubRunnerId!.Value);
        var foreign = bench.World.AddRunner("octocat/web", "build-server", ["self-hosted"]);
        bench.Runners.Update(runner.Id, new() { GitHubRunnerId = foreign.Id }, bench.Get<AutoscalerLease>().Token);
        await bench.SweepAsync(advance: false);
        Assert.Equal(RunnerState.Quarantined, bench.Runners.Get(runner.Id)!.State);

        bench.Runners.RequestStop(runner.Id, "claude");
        await bench.PassAsync(Look.Engine);

        Assert.Equal(RunnerState.Removed, bench.Runners.Get(runner.Id)!.State);
        Assert.Equal(foreign.Id, Assert.Single(bench.World.Snapshot().Runners).Key);
        Assert.Empty(bench.Engine.Containers);
    }

    [Fact]
    public async Task Quarantined_OfWhichNothingIsLeft_IsClosed()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        var runner = await SetApartAsync(bench);
        foreach (var container in bench.Engine.Containers)
        {
            await bench.Engine.RemoveAsync(container.ContainerId, TimeSpan.Zero, TestContext.Current.CancellationToken);
        }

        await bench.SweepAsync();
        Assert.Equal(RunnerState.Quarantined, bench.Runners.Get(runner.Id)!.State);

        bench.World.RemoveRunner(runner.GitHubRunnerId!.Value);
        await bench.SweepAsync();
        Assert.Equal(RunnerState.Removed, bench.Runners.Get(runner.Id)!.State);
    }

    private static async Task<RunnerInfo> StartedAsync(AutoscalerBench bench)
    {
        await bench.PassAsync();
        bench.World.AddRepository("octocat/web");
        bench.Runners.Insert(
            new("default", RepositoryName.Parse("octocat/web"), ["self-hosted"], "launch_runner", null, RunnerState.Requested, "test"), lease: null);
        await bench.PassAsync(Look.Engine);
        return Assert.Single(bench.Runners.ListOpen());
    }

    /// <summary>A second container carries the id of a runner.</summary>
    private static async Task<RunnerInfo> SetApartAsync(AutoscalerBench bench)
    {
        var runner = await StartedAsync(bench);
        bench.Engine.Add(Assert.Single(bench.Engine.Containers) with { ContainerId = "second", Name = "second" });
        await bench.SweepAsync(advance: false);
        Assert.Equal(RunnerState.Quarantined, bench.Runners.Get(runner.Id)!.State);
        return runner;
    }
}
