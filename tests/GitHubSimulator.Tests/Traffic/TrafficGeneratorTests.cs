using Microsoft.Extensions.Time.Testing;

namespace GitHubSimulator.Tests;

public sealed class TrafficGeneratorTests
{
    [Fact]
    public void SeedHistory_Always_GivesCompletedAndFailedRunsOfTheLastDay()
    {
        var (world, time, generator) = Create(seed: 1);

        generator.SeedHistory();

        var snapshot = world.Snapshot();
        Assert.Equal(12, snapshot.Runs.Count);
        Assert.All(snapshot.Runs.Values, run => Assert.Equal("completed", snapshot.StatusOf(run)));
        Assert.All(snapshot.Runs.Values, run => Assert.InRange(run.CreatedAt, time.GetUtcNow().AddDays(-1), time.GetUtcNow()));
        Assert.Contains(snapshot.Runs.Values, run => snapshot.ConclusionOf(run) == "failure");
        Assert.Contains(snapshot.Jobs.Values, job => job.Conclusion == "failure" && job.Log.Contains("##[error]", StringComparison.Ordinal));
    }

    [Fact]
    public void QueueNext_WithTheSameSeed_GivesTheSameTraffic()
    {
        Assert.Equal(Names(seed: 7), Names(seed: 7));
        Assert.NotEqual(Names(seed: 7), Names(seed: 8));
    }

    [Fact]
    public async Task RunAsync_WhileTimePasses_QueuesMoreRunsAndStopsWhenTold()
    {
        var (world, time, generator) = Create(seed: 3);
        generator.SeedHistory();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        var running = generator.RunAsync(stop.Token);
        time.Advance(TimeSpan.FromSeconds(100));
        await world.WaitForAsync(snapshot => snapshot.Runs.Count >= 14, stop.Token);
        await stop.CancelAsync();
        await running;

        Assert.Contains(world.Snapshot().Jobs.Values, job => job.Status == "queued");
    }

    private static List<string> Names(int seed)
    {
        var (world, _, generator) = Create(seed);
        generator.SeedHistory();
        return [.. Enumerable.Range(0, 20).Select(_ => generator.QueueNext()).Select(run => run.Repository + run.WorkflowName)];
    }

    private static (SimulatedWorld World, FakeTimeProvider Time, TrafficGenerator Generator) Create(int seed)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero));
        var world = new SimulatedWorld(time);
        return (world, time, new TrafficGenerator(world, time, new TrafficOptions { Seed = seed }));
    }
}
