namespace Mcp.Tools.Runners.Planning;

/// <summary>Which runners count for queued jobs: demand is read at one moment, and what happened since must be taken off it.</summary>
internal static class Supply
{
    /// <summary>
    /// Runners that could take one of the jobs that the demand shows as queued, or have taken one since it was read, by pool and repository,
    /// in the order in which they were requested.
    /// </summary>
    public static Dictionary<(string Pool, RepositoryName Repository), Queue<RunnerInfo>> Of(Demand demand, IEnumerable<RunnerInfo> fleet)
    {
        var taken = demand.Jobs
            .Where(job => job.Status is JobStatus.InProgress or JobStatus.Completed && job.RunnerName is not null)
            .Select(job => job.RunnerName!)
            .ToHashSet(StringComparer.Ordinal);
        return fleet
            .Where(runner => !taken.Contains(runner.Name) && Counts(runner, demand.AsOf))
            .OrderBy(runner => runner.RequestedAt)
            .GroupBy(runner => (runner.Pool, runner.Repository))
            .ToDictionary(group => group.Key, group => new Queue<RunnerInfo>(group));
    }

    private static bool Counts(RunnerInfo runner, DateTimeOffset asOf) => runner.State switch
    {
        RunnerState.Reserved or RunnerState.Registered or RunnerState.Created or RunnerState.Started or RunnerState.Online => true,
        RunnerState.Busy => runner.BusyAt > asOf,

        // It ended after the reading. Unless it was busy before, it took a job that the reading shows as queued.
        RunnerState.Finished or RunnerState.Removed =>
            runner.FinishedAt >= asOf && runner.ExitCode is 0 && (runner.BusyAt is null || runner.BusyAt > asOf),
        _ => false,
    };
}
