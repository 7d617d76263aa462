namespace GitHubSimulator;

/// <summary>What happened between two snapshots, in the order in which GitHub tells it. Pure.</summary>
internal static class WorldEvents
{
    public static IEnumerable<WorldEvent> Between(WorldSnapshot before, WorldSnapshot after)
    {
        if (ReferenceEquals(before.Jobs, after.Jobs))
        {
            yield break;
        }
        var changed = after.Jobs.Values
            .Where(job => !before.Jobs.TryGetValue(job.Id, out var known) ? job.Status != "completed" : known.Status != job.Status)
            .ToList();
        foreach (var ofRun in changed.GroupBy(job => job.RunId))
        {
            var run = after.Runs[ofRun.Key];
            var earlier = before.Runs.GetValueOrDefault(run.Id);
            if (earlier is null || earlier.Attempt != run.Attempt)
            {
                yield return Of(run, "requested");
            }
            else if (Begins(before, earlier) && ofRun.Any(job => job.Status == "in_progress"))
            {
                yield return Of(run, "in_progress");
            }
            // There is no delivery for a job that is held back: it is heard of when it is queued.
            foreach (var job in ofRun.Where(job => job.Status != "pending"))
            {
                yield return new WorldEvent("workflow_job", job.Status, run.Repository, run.Id, job.Id);
            }
            if (after.StatusOf(run) == "completed")
            {
                yield return Of(run, "completed");
            }
        }
    }

    private static bool Begins(WorldSnapshot before, SimulatedRun run) =>
        before.JobsOf(run).All(job => job.Status is "queued" or "waiting" or "pending" || job.CompletedAt < run.StartedAt);

    private static WorldEvent Of(SimulatedRun run, string action) => new("workflow_run", action, run.Repository, run.Id, JobId: null);
}
