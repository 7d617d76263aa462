using System.Net;
using Microsoft.Extensions.Time.Testing;

namespace GitHubSimulator.Tests;

public sealed class SimulatedRunnerTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_WithAQueuedJob_TakesItCompletesItAndLeavesTheList()
    {
        var clock = new FakeTimeProvider();
        await using var simulator = await TestSimulator.StartAsync();
        using var runner = new SimulatedRunner(await simulator.JitAsync(), clock);
        var run = simulator.Queue(TestSimulator.SelfHosted() with { Duration = TimeSpan.FromSeconds(3), Log = "hello" });
        var running = runner.RunAsync(Cancelled);

        var busy = await simulator.World.WaitForAsync(world => world.Jobs[run.JobIds[0]].Status == "in_progress", Cancelled);
        await AdvanceUntilAsync(clock, running);
        var after = simulator.World.Snapshot();

        Assert.Equal(runner.Name, busy.Jobs[run.JobIds[0]].RunnerName);
        Assert.True(busy.Runners[runner.Id].Busy);
        Assert.Equal(0, await running);
        Assert.Equal("success", after.ConclusionOf(after.Runs[run.Id]));
        Assert.Contains("hello", after.Jobs[run.JobIds[0]].Log, StringComparison.Ordinal);
        Assert.Empty(after.Runners);
    }

    [Theory]
    [InlineData("octo-org/billing", "linux")]
    [InlineData(TestSimulator.Repository, "arm64")]
    public async Task RunAsync_WithAJobOfAnotherRepositoryOrLabel_LeavesItQueued(string repository, string label)
    {
        await using var simulator = await TestSimulator.StartAsync();
        simulator.World.AddRepository(repository);
        var foreign = simulator.World.QueueRun(repository, "CI", "ci.yml", new JobPlan("foreign", ["self-hosted", label]));
        var own = simulator.Queue(TestSimulator.SelfHosted() with { Duration = TimeSpan.Zero });
        using var runner = new SimulatedRunner(await simulator.JitAsync(), simulator.Time);

        Assert.Equal(0, await runner.RunAsync(Cancelled));

        var after = simulator.World.Snapshot();
        Assert.Equal("queued", after.Jobs[foreign.JobIds[0]].Status);
        Assert.Equal("completed", after.Jobs[own.JobIds[0]].Status);
    }

    [Fact]
    public async Task RunAsync_OfAnOrganisationRunner_TakesAJobOfItsRepository()
    {
        await using var simulator = await TestSimulator.StartAsync();
        var run = simulator.Queue(TestSimulator.SelfHosted() with { Duration = TimeSpan.Zero });
        using var runner = new SimulatedRunner(await simulator.JitAsync("one", "orgs/octo-org"), simulator.Time);

        Assert.Equal(0, await runner.RunAsync(Cancelled));

        Assert.Equal("completed", simulator.World.Snapshot().Jobs[run.JobIds[0]].Status);
    }

    [Fact]
    public async Task RunAsync_StoppedWhileIdle_LeavesAnOfflineGhost()
    {
        await using var simulator = await TestSimulator.StartAsync();
        using var runner = new SimulatedRunner(await simulator.JitAsync(), simulator.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var running = runner.RunAsync(stop.Token);
        await runner.Listening.WaitAsync(Cancelled);
        Assert.True(simulator.World.Snapshot().Runners[runner.Id].Online);

        await stop.CancelAsync();

        Assert.Equal(1, await running);
        Assert.False(simulator.World.Snapshot().Runners[runner.Id].Online);
    }

    [Fact]
    public async Task RunAsync_AfterTheRegistrationWasDeleted_FailsAtOnce()
    {
        await using var simulator = await TestSimulator.StartAsync();
        using var runner = new SimulatedRunner(await simulator.JitAsync(), simulator.Time);
        using var deleted = await simulator.DeleteAsync($"repos/{TestSimulator.Repository}/actions/runners/{runner.Id}");

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal(1, await runner.RunAsync(Cancelled));
        await Assert.ThrowsAsync<InvalidOperationException>(() => runner.Listening);
    }

    [Fact]
    public async Task RunAsync_WhenItsJobIsCancelled_EndsAndTheJobStaysCancelled()
    {
        var clock = new FakeTimeProvider();
        await using var simulator = await TestSimulator.StartAsync();
        var run = simulator.Queue(TestSimulator.SelfHosted() with { Duration = TimeSpan.FromHours(1) });
        using var runner = new SimulatedRunner(await simulator.JitAsync(), clock);
        var running = runner.RunAsync(Cancelled);
        await simulator.World.WaitForAsync(world => world.Jobs[run.JobIds[0]].Status == "in_progress", Cancelled);

        simulator.World.CancelJob(run.JobIds[0]);
        await AdvanceUntilAsync(clock, running);

        Assert.Equal("cancelled", simulator.World.Snapshot().Jobs[run.JobIds[0]].Conclusion);
    }

    // The runner has a clock of its own here: its timers are made between its requests, so the clock has to be pushed until it is
    // done, and the simulator's must not run away meanwhile and declare the runner lost.
    private static async Task AdvanceUntilAsync(FakeTimeProvider runnerClock, Task running)
    {
        while (!running.IsCompleted)
        {
            runnerClock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(running, Task.Run(Thread.Yield, Cancelled));
        }
        await running;
    }
}
