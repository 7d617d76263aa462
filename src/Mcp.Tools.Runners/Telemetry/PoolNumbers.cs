using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Telemetry;

/// <summary>A pool's numbers in the meaning that Actions Runner Controller gives them. Null: unknown. Pure.</summary>
/// <param name="Assigned">Jobs that need a runner of the pool, running ones included.</param>
internal sealed record PoolNumbers(string Pool, int? Assigned, int? Running, int Registered, int Busy, int Idle, int Min, int Max)
{
    /// <summary>What the pool should have by its jobs and limits.</summary>
    public int? Desired => Assigned is { } jobs ? Math.Min(Max, Min + jobs) : null;

    public static IEnumerable<PoolNumbers> Of(MetricSnapshot snapshot) =>
        snapshot.Situation.Options.EffectivePools.Select(pool => Of(snapshot, pool));

    private static PoolNumbers Of(MetricSnapshot snapshot, RunnerPool pool)
    {
        var situation = snapshot.Situation;
        var fleet = situation.Fleet.Where(runner => runner.Pool == pool.Name).ToLookup(runner => runner.State);
        var names = fleet.SelectMany(state => state).Select(runner => runner.Name).ToHashSet(StringComparer.Ordinal);
        var set = situation.ScaleSets?.Status.Sets.FirstOrDefault(set => set.Pool == pool.Name && set.State == ScaleSetState.Live);
        int? running = snapshot.Status.RunningJobs is null ? null : snapshot.Running.Count(job => job.RunnerName is { } name && names.Contains(name));
        var waiting = snapshot.Status.Queues.Where(group => group.Pool == pool.Name && group.Decision != "refuse").Sum(group => group.Jobs);
        int Count(params ReadOnlySpan<RunnerState> states)
        {
            var count = 0;
            foreach (var state in states)
            {
                count += fleet[state].Count();
            }

            return count;
        }

        return new(
            pool.Name,
            set?.AssignedJobs ?? waiting + running,
            set?.RunningJobs ?? running,
            Count(RunnerState.Registered, RunnerState.Created, RunnerState.Started, RunnerState.Online, RunnerState.Busy, RunnerState.Expired),
            Count(RunnerState.Busy, RunnerState.Expired),
            Count(RunnerState.Online),
            pool.MinIdle * pool.MinIdleFor.Count,
            Math.Min(pool.MaxRunners ?? situation.MaxRunners, situation.MaxRunners));
    }
}
