namespace Mcp.Tools.Runners.Planning;

/// <summary>Which runners count for queued jobs: demand is read at one moment, and what happened since must be taken off it.</summary>
internal sealed class Supply
{
    private readonly Dictionary<(string Pool, RepositoryName Repository), List<RunnerInfo>> _runners;

    private Supply(Dictionary<(string Pool, RepositoryName Repository), List<RunnerInfo>> runners) => _runners = runners;

    /// <summary>Runners that could take one of the jobs that the demand shows as queued, or have taken one since it was read.</summary>
    /// <param name="now">What a row says of a later time comes from a clock that was set back since; it is no evidence.</param>
    public static Supply Of(Demand demand, IEnumerable<RunnerInfo> fleet, DateTimeOffset now)
    {
        var taken = demand.Jobs
            .Where(job => job.Status is JobStatus.InProgress or JobStatus.Completed && job.RunnerName is not null)
            .Select(job => job.RunnerName!)
            .ToHashSet(StringComparer.Ordinal);
        return new(fleet
            .Where(runner => runner.StopRequestedBy is null && !taken.Contains(runner.Name) && Counts(runner, demand.AsOfFor(runner.Repository), now))
            .OrderBy(runner => runner.RequestedAt)
            .GroupBy(runner => (runner.Pool, runner.Repository))
            .ToDictionary(group => group.Key, group => group.ToList()));
    }

    /// <summary>Runners that no job has been given, those that were requested first coming first.</summary>
    public IEnumerable<RunnerInfo> Left => _runners.Values.SelectMany(runners => runners).OrderBy(runner => runner.RequestedAt);

    /// <summary>Takes the runner that was requested first among those that can serve the job; null: there is none.</summary>
    public RunnerInfo? TakeFor(WorkflowJob job, string pool)
    {
        if (!_runners.TryGetValue((pool, job.Repository), out var runners))
        {
            return null;
        }

        // The pool's labels may have changed since a runner was registered: what counts is what GitHub knows.
        var at = runners.FindIndex(runner => job.Labels.All(label => runner.Labels.Contains(label, StringComparer.OrdinalIgnoreCase)));
        if (at < 0)
        {
            return null;
        }

        var found = runners[at];
        runners.RemoveAt(at);
        return found;
    }

    private static bool Counts(RunnerInfo runner, DateTimeOffset asOf, DateTimeOffset now) => runner.State switch
    {
        RunnerState.Reserved or RunnerState.Registered or RunnerState.Created or RunnerState.Started or RunnerState.Online => true,
        RunnerState.Busy => runner.BusyAt > asOf && runner.BusyAt <= now,

        // It ended after the reading. Unless it was busy before, it took a job that the reading shows as queued.
        RunnerState.Finished or RunnerState.Removed =>
            runner.FinishedAt >= asOf && runner.FinishedAt <= now && runner.ExitCode is 0 && (runner.BusyAt is null || runner.BusyAt > asOf),
        _ => false,
    };
}
