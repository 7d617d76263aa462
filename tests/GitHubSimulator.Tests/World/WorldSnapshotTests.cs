namespace GitHubSimulator.Tests;

public sealed class WorldSnapshotTests
{
    [Fact]
    public void Needs_UntilTheyHaveSucceeded_HoldTheJobBack()
    {
        var world = new SimulatedWorld(TimeProvider.System);
        world.AddRepository("octo/web");
        var run = world.QueueRun("octo/web", "CI", "ci.yml", new JobPlan("build", ["x"]), new JobPlan("deploy", ["x"]) { Needs = ["build"] }, new JobPlan("report", ["x"]) { Needs = ["deploy"] });

        Assert.Equal(["queued", "pending", "pending"], Statuses(world, run));
        world.CompleteJob(run.JobIds[0], "success");
        Assert.Equal(["completed", "queued", "pending"], Statuses(world, run));
        world.CompleteJob(run.JobIds[1], "failure");
        Assert.Equal("skipped", world.Snapshot().Jobs[run.JobIds[2]].Conclusion);
    }

    [Fact]
    public void ConcurrencyGroup_OneJobAtATime_LetsTheOldestGoFirst()
    {
        var world = new SimulatedWorld(TimeProvider.System);
        world.AddRepository("octo/web");
        var runs = Enumerable.Range(0, 3).Select(_ => world.QueueRun("octo/web", "Deploy", "deploy.yml", new JobPlan("deploy", ["x"]) { ConcurrencyGroup = "production" })).ToList();

        Assert.Equal(["queued", "pending", "pending"], runs.Select(run => world.Snapshot().StatusOf(run)));
        world.CancelJob(runs[0].JobIds[0]);
        Assert.Equal(["completed", "queued", "pending"], runs.Select(run => world.Snapshot().StatusOf(run)));
    }

    private static IEnumerable<string> Statuses(SimulatedWorld world, SimulatedRun run) => world.Snapshot().JobsOf(run).Select(job => job.Status);

    [Theory]
    [InlineData("queued", null, "queued", "queued", null)]
    [InlineData("in_progress", "queued", null, "queued", null)]
    [InlineData("in_progress", "completed", "success", "in_progress", null)]
    [InlineData("completed:success", "completed:success", null, "completed", "success")]
    [InlineData("completed:success", "completed:cancelled", null, "completed", "cancelled")]
    [InlineData("completed:cancelled", "completed:failure", null, "completed", "failure")]
    [InlineData("completed:skipped", "completed:skipped", null, "completed", "skipped")]
    public void StatusOf_SeveralJobs_IsTheirAggregate(string first, string? second, string? conclusion, string status, string? expected)
    {
        var now = new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);
        List<SimulatedJob> jobs = [Job(1, first, conclusion, now)];
        if (second is not null)
        {
            jobs.Add(Job(2, second, conclusion, now));
        }
        var run = new SimulatedRun(9, "o/r", "CI", "ci.yml", 8, 1) { JobIds = [.. jobs.Select(job => job.Id)] };
        var world = WorldSnapshot.Empty with
        {
            Runs = WorldSnapshot.Empty.Runs.Add(9, run),
            Jobs = WorldSnapshot.Empty.Jobs.AddRange(jobs.Select(job => KeyValuePair.Create(job.Id, job))),
        };

        Assert.Equal(status, world.StatusOf(run));
        Assert.Equal(expected, world.ConclusionOf(run));
    }

    private static SimulatedJob Job(long id, string state, string? conclusion, DateTimeOffset now)
    {
        var parts = state.Split(':');
        var ended = parts[0] == "completed";
        return new SimulatedJob(id, 9, 1, new JobPlan("job", ["self-hosted"]), now)
        {
            Status = parts[0],
            Conclusion = ended ? parts.ElementAtOrDefault(1) ?? conclusion : null,
        };
    }
}
