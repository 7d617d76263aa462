namespace GitHubSimulator;

/// <summary>What time alone brings about: silent runners, lost jobs, hosted machines.</summary>
internal static class WorldSweep
{
    /// <summary>An idle runner whose poll is not renewed for so long is offline. Twice a poll's hold and some.</summary>
    public static readonly TimeSpan SessionLifetime = TimeSpan.FromSeconds(50);

    /// <summary>A job whose runner fell silent is given up after this.</summary>
    public static readonly TimeSpan JobLockLifetime = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan HostedStart = TimeSpan.FromSeconds(2);

    public static WorldSnapshot Apply(WorldSnapshot world, DateTimeOffset now, bool runHostedJobs)
    {
        foreach (var runner in world.Runners.Values.Where(runner => runner.SessionId is not null))
        {
            var silent = now - runner.LastSeen;
            if (runner.Online && silent > SessionLifetime)
            {
                var gone = runner with { Online = false, SessionId = runner.JobId is null ? null : runner.SessionId };
                world = world with { Runners = world.Runners.SetItem(runner.Id, gone) };
            }
            if (runner.JobId is { } jobId && silent > JobLockLifetime)
            {
                world = JobTransitions.Complete(world, world.Jobs[jobId], "failure", now);
            }
        }
        return runHostedJobs ? Hosted(world, now) : world;
    }

    private static WorldSnapshot Hosted(WorldSnapshot world, DateTimeOffset now)
    {
        foreach (var job in world.Jobs.Values.Where(job => job.Hosted && job.Status != "completed"))
        {
            if (job.Status == "queued" && now - job.CreatedAt >= HostedStart)
            {
                world = JobTransitions.Start(world, job, 0, $"GitHub Actions {job.Id}", now);
            }
            else if (job.Status == "in_progress" && now - job.StartedAt >= job.Plan.Duration)
            {
                world = JobTransitions.Complete(world, job, job.Plan.Conclusion, now);
            }
        }
        return world;
    }
}
