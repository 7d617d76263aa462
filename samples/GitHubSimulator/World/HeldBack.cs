namespace GitHubSimulator;

/// <summary>Jobs that GitHub holds back: for those that they need, or for their concurrency group. Pure.</summary>
internal static class HeldBack
{
    /// <summary>Lets go what nothing holds back any more, oldest first; a job whose needs failed is skipped.</summary>
    public static WorldSnapshot Release(WorldSnapshot world, DateTimeOffset now)
    {
        foreach (var id in world.Jobs.Values.Where(job => job.Status == "pending").Select(job => job.Id).ToList())
        {
            var job = world.Jobs[id];
            var needed = Needed(world, job).ToList();
            if (needed.Any(other => other is { Status: "completed", Conclusion: not "success" }))
            {
                job = job with { Status = "completed", Conclusion = "skipped", StartedAt = now, CompletedAt = now };
            }
            else if (needed.All(other => other.Status == "completed") && !IsTaken(world, job))
            {
                job = job with { Status = job.Plan.NeedsApproval ? "waiting" : "queued" };
            }
            world = world with { Jobs = world.Jobs.SetItem(id, job) };
        }
        return world;
    }

    private static IEnumerable<SimulatedJob> Needed(WorldSnapshot world, SimulatedJob job) =>
        world.JobsOf(world.Runs[job.RunId], job.Attempt).Where(other => job.Plan.Needs.Contains(other.Plan.Name));

    private static bool IsTaken(WorldSnapshot world, SimulatedJob job) => job.Plan.ConcurrencyGroup is { } group && world.Jobs.Values.Any(other =>
        other.Plan.ConcurrencyGroup == group
        && other.Status is not ("completed" or "pending")
        && world.Runs[other.RunId].Repository == world.Runs[job.RunId].Repository);
}
