using System.Collections.Immutable;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Planning;

/// <summary>
/// Which runners to start in the pools' scale sets: as many as jobs are assigned, less those that are there. Which job gets which runner is
/// GitHub's to say, so a waiting job only lends its name.
/// </summary>
internal static class ScaleSetStarts
{
    /// <param name="fleet">With the runners that were asked for and have their place by now.</param>
    /// <param name="waiting">Queued jobs that are a set's, by pool, oldest first.</param>
    public static ImmutableArray<ScaleSetStart> Choose(
        PlanInput input,
        IReadOnlyCollection<RunnerInfo> fleet,
        ILookup<string, WorkflowJob> waiting,
        Capacity capacity,
        Obstacles obstacles,
        ImmutableArray<JobVerdict>.Builder verdicts)
    {
        var starts = ImmutableArray.CreateBuilder<ScaleSetStart>();
        foreach (var pool in input.Pools)
        {
            if (input.ScaleSets.GetValueOrDefault(pool.Name) is { } set && set.State != ScaleSetState.Down)
            {
                Choose(input, pool, set, fleet, [.. waiting[pool.Name]], capacity, obstacles, starts, verdicts);
            }
        }

        return starts.ToImmutable();
    }

    /// <summary>How many idle runners the pool keeps in its set.</summary>
    public static int Warm(RunnerPool pool, ScaleSetDemand set) => WarmFor(pool, set).Count() * pool.MinIdle;

    /// <summary>Whether all runners of the live set are needed.</summary>
    public static bool Needs(PlanInput input, RunnerInfo runner) =>
        input.Pools.FirstOrDefault(pool => pool.Name == runner.Pool) is { } pool
        && input.ScaleSets.GetValueOrDefault(pool.Name) is { IsLive: true } set && runner.ScaleSetId == set.SetId
        && set.Serving(input.Fleet, pool.Name, input.Now) <= set.AssignedJobs + Warm(pool, set);

    private static IEnumerable<RepositoryName> WarmFor(RunnerPool pool, ScaleSetDemand set) => pool.MinIdle == 0
        ? []
        : pool.MinIdleFor.Distinct(StringComparer.OrdinalIgnoreCase).Select(RepositoryName.Parse).Where(set.Has);

    private static void Choose(
        PlanInput input,
        RunnerPool pool,
        ScaleSetDemand set,
        IReadOnlyCollection<RunnerInfo> fleet,
        ImmutableArray<WorkflowJob> waiting,
        Capacity capacity,
        Obstacles obstacles,
        ImmutableArray<ScaleSetStart>.Builder starts,
        ImmutableArray<JobVerdict>.Builder verdicts)
    {
        var owners = fleet.Where(runner => runner.ScaleSetId == set.SetId && runner.RequestedForJobId is not null && runner.State < RunnerState.Busy)
            .DistinctBy(runner => runner.RequestedForJobId)
            .ToDictionary(runner => runner.RequestedForJobId!.Value);
        verdicts.AddRange(waiting.Where(job => owners.ContainsKey(job.Id)).Select(job => new JobVerdict(
            job, pool.Name, DecisionKind.Serve, ReasonCode.Served, $"The runner {owners[job.Id].Name} of the scale set '{set.Name}' is there for it.", owners[job.Id].Id)));
        var jobs = new Queue<WorkflowJob>(waiting.Where(job => !owners.ContainsKey(job.Id)));

        var serving = set.Serving(fleet, pool.Name, input.Now);
        var missing = set.IsLive ? set.AssignedJobs + Warm(pool, set) - serving : 0;
        (string Code, string Text)? refusal = null;
        while (missing-- > 0 && Place(pool, set, jobs) is { } repository)
        {
            refusal = obstacles.Find(pool, repository) ?? capacity.Refusal(pool, repository);
            if (refusal is not null)
            {
                break;
            }

            capacity.Take(pool.Name, repository);
            jobs.TryDequeue(out var job);
            starts.Add(new(pool, set.SetId, repository, job));
            if (job is not null)
            {
                verdicts.Add(new(job, pool.Name, DecisionKind.Start, ReasonCode.Started, $"A runner is started for it in the scale set '{set.Name}'."));
            }
        }

        var why = refusal ?? (ReasonCode.ScaleSet, Reason(set, serving));
        verdicts.AddRange(jobs.Select(job => new JobVerdict(job, pool.Name, DecisionKind.Wait, why.Code, why.Text)));
    }

    /// <summary>Null: no repository is known that the runner could be for.</summary>
    private static RepositoryName? Place(RunnerPool pool, ScaleSetDemand set, Queue<WorkflowJob> jobs) =>
        jobs.TryPeek(out var job) ? job.Repository : set.Repository ?? WarmFor(pool, set).Select(repository => (RepositoryName?)repository).FirstOrDefault();

    private static string Reason(ScaleSetDemand set, int serving) => set.State switch
    {
        ScaleSetState.Opening => $"The scale set '{set.Name}' of its pool is being opened; it brings the job then.",
        ScaleSetState.OtherController => $"Another controller listens to the scale set '{set.Name}' of its pool and gets its jobs; autoscaler_status says more.",
        _ => FormattableString.Invariant($"GitHub has assigned {set.AssignedJobs} jobs to the scale set '{set.Name}', and {serving} runners are there for them; this one's turn comes when it is assigned."),
    };
}
