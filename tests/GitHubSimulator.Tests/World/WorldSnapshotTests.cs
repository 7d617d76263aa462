namespace GitHubSimulator.Tests;

public sealed class WorldSnapshotTests
{
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
