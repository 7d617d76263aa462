using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Planning;

/// <summary>Which idle runners make room for a waiting job: those that no job needs, the one that has been idle for longest first.</summary>
internal static class PlacesWanted
{
    /// <summary>Whether the job waits because others take the room that it needs.</summary>
    public static bool IsForWantOfRoom(JobVerdict verdict) => verdict.Kind == DecisionKind.Wait && verdict.Code is
        ReasonCode.HostCap or ReasonCode.PoolCap or ReasonCode.RepositoryCap or ReasonCode.Memory or ReasonCode.Processors or ReasonCode.GpuSlots;

    public static IEnumerable<PlannedRetirement> Choose(PlanInput input, IReadOnlyCollection<RunnerInfo> left, IEnumerable<JobVerdict> verdicts)
    {
        // One that came online after the queues were read may have been given a job that the reading does not know.
        var idle = left
            .Where(runner => runner.State == RunnerState.Online && runner.StateSince <= input.Demand.AsOfFor(runner.Repository) && !input.Runners.Unread.Contains(runner.Repository))
            .OrderByDescending(input.AgeOf)
            .ToList();

        // What is on its way out makes room already.
        var waiting = verdicts.Where(IsForWantOfRoom).OrderBy(verdict => verdict.Job.CreatedAt).ThenBy(verdict => verdict.Job.Id)
            .Skip(input.Fleet.Count(runner => runner.State == RunnerState.Retiring));
        foreach (var verdict in waiting)
        {
            var at = idle.FindIndex(runner => Helps(runner, verdict, input.Pools));
            if (at >= 0)
            {
                yield return new(idle[at], RetirementCode.PlaceWanted, $"Job {verdict.Job.Id} of {verdict.Job.Repository} waits for the place that it takes idly.");
                idle.RemoveAt(at);
            }
        }
    }

    private static bool Helps(RunnerInfo idle, JobVerdict verdict, IEnumerable<RunnerPool> pools) => verdict.Code switch
    {
        ReasonCode.PoolCap => idle.Pool == verdict.Pool,
        ReasonCode.RepositoryCap => idle.Pool == verdict.Pool && idle.Repository == verdict.Job.Repository,
        ReasonCode.GpuSlots => pools.Any(pool => pool.Name == idle.Pool && pool.Gpus > 0),
        _ => true,
    };
}
