namespace GitHubSimulator.Tests;

public sealed class WorldSweepTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Apply_AfterASilentSession_MakesTheRunnerOfflineAndKeepsItRegistered()
    {
        var runner = new RegisteredRunner(1, "one", "o/r", ["self-hosted"], Ephemeral: true) { Online = true, SessionId = "s", LastSeen = Start };
        var world = WorldSnapshot.Empty with { Runners = WorldSnapshot.Empty.Runners.Add(1, runner) };

        var early = WorldSweep.Apply(world, Start + WorldSweep.SessionLifetime, runHostedJobs: false);
        var late = WorldSweep.Apply(world, Start + WorldSweep.SessionLifetime + TimeSpan.FromSeconds(1), runHostedJobs: false);

        Assert.True(early.Runners[1].Online);
        Assert.False(late.Runners[1].Online);
        Assert.Null(late.Runners[1].SessionId);
    }

    [Fact]
    public void Apply_AfterARunnerWasKilledInItsJob_FailsTheJobOnlyAfterMinutes()
    {
        var (world, job) = Queued(["self-hosted"]);
        var runner = new RegisteredRunner(1, "one", "o/r", ["self-hosted"], Ephemeral: true) { Online = true, SessionId = "s", LastSeen = Start };
        world = JobTransitions.Start(world with { Runners = world.Runners.Add(1, runner) }, job, 1, "one", Start);

        var minute = WorldSweep.Apply(world, Start + TimeSpan.FromMinutes(1), runHostedJobs: false);
        var late = WorldSweep.Apply(minute, Start + WorldSweep.JobLockLifetime + TimeSpan.FromSeconds(1), runHostedJobs: false);

        Assert.Equal("in_progress", minute.Jobs[job.Id].Status);
        Assert.False(minute.Runners[1].Online);
        Assert.Equal("failure", late.Jobs[job.Id].Conclusion);
        Assert.Empty(late.Runners);
    }

    [Theory]
    [InlineData(false, "queued", "queued")]
    [InlineData(true, "in_progress", "completed")]
    public void Apply_WithAHostedJob_RunsItOnlyWhenAskedTo(bool runHosted, string first, string second)
    {
        var (world, job) = Queued(["ubuntu-latest"]);

        var started = WorldSweep.Apply(world, Start.AddSeconds(3), runHosted);
        var ended = WorldSweep.Apply(started, Start.AddSeconds(60), runHosted);

        Assert.Equal([first, second], [started.Jobs[job.Id].Status, ended.Jobs[job.Id].Status]);
    }

    private static (WorldSnapshot World, SimulatedJob Job) Queued(string[] labels)
    {
        var run = new SimulatedRun(10, "o/r", "CI", "ci.yml", 11, 1) { JobIds = [12], CreatedAt = Start };
        var job = new SimulatedJob(12, 10, 1, new JobPlan("build", labels), Start);
        var empty = WorldSnapshot.Empty;
        return (empty with { Runs = empty.Runs.Add(10, run), Jobs = empty.Jobs.Add(12, job) }, job);
    }
}
