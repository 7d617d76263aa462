namespace GitHubSimulator;

/// <summary>The life of jobs: pure functions from one snapshot to the next.</summary>
internal static class JobTransitions
{
    /// <summary>The oldest queued job that the runner may take, or null.</summary>
    public static SimulatedJob? NextFor(WorldSnapshot world, RegisteredRunner runner) =>
        world.Jobs.Values.FirstOrDefault(job =>
            job.Status == "queued"
            && !job.Hosted
            && job.ScaleSetId == runner.ScaleSetId
            && runner.Serves(world.Runs[job.RunId].Repository)
            && job.Plan.Labels.All(label => runner.Labels.Contains(label, StringComparer.OrdinalIgnoreCase)));

    public static WorldSnapshot Start(WorldSnapshot world, SimulatedJob job, long runnerId, string runnerName, DateTimeOffset now)
    {
        var started = job with { Status = "in_progress", StartedAt = now, RunnerId = runnerId, RunnerName = runnerName };
        world = world with { Jobs = world.Jobs.SetItem(job.Id, started) };
        if (world.Runners.TryGetValue(runnerId, out var runner))
        {
            runner = runner with { Busy = true, JobId = job.Id, LastSeen = now };
            world = world with { Runners = world.Runners.SetItem(runnerId, runner) };
        }
        return Touch(world, job.RunId, now);
    }

    /// <summary>Completes the job and frees its runner; an ephemeral runner leaves the list with its job.</summary>
    public static WorldSnapshot Complete(WorldSnapshot world, SimulatedJob job, string conclusion, DateTimeOffset now)
    {
        var ended = job with
        {
            Status = "completed",
            Conclusion = conclusion,
            StartedAt = job.StartedAt ?? now,
            CompletedAt = now,
            Log = JobLogText.Compose(job, conclusion),
        };
        world = world with { Jobs = world.Jobs.SetItem(job.Id, ended) };
        if (job.RunnerId is { } runnerId && world.Runners.TryGetValue(runnerId, out var runner))
        {
            world = world with
            {
                Runners = runner.Ephemeral
                    ? world.Runners.Remove(runnerId)
                    : world.Runners.SetItem(runnerId, runner with { Busy = false, JobId = null }),
            };
        }
        return HeldBack.Release(Touch(world, job.RunId, now), now);
    }

    /// <summary>A new attempt: the good jobs are carried over, the others are queued again; all under new ids, as GitHub does.</summary>
    public static WorldSnapshot RerunFailed(WorldSnapshot world, SimulatedRun run, DateTimeOffset now)
    {
        var next = world.NextId;
        var attempt = run.Attempt + 1;
        List<SimulatedJob> jobs = [];
        foreach (var job in world.JobsOf(run))
        {
            jobs.Add(job.Conclusion is "success" or "skipped"
                ? job with { Id = next++, Attempt = attempt }
                : new SimulatedJob(next++, run.Id, attempt, job.Plan, now));
        }
        run = run with { Attempt = attempt, StartedAt = now, UpdatedAt = now, JobIds = [.. run.JobIds, .. jobs.Select(job => job.Id)] };
        return world with
        {
            NextId = next,
            Runs = world.Runs.SetItem(run.Id, run),
            Jobs = world.Jobs.AddRange(jobs.Select(job => KeyValuePair.Create(job.Id, job))),
        };
    }

    private static WorldSnapshot Touch(WorldSnapshot world, long runId, DateTimeOffset now) =>
        world with { Runs = world.Runs.SetItem(runId, world.Runs[runId] with { UpdatedAt = now }) };
}
