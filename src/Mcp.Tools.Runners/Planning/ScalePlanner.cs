using System.Collections.Immutable;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Matching;

namespace Mcp.Tools.Runners.Planning;

/// <summary>Jobs × fleet × limits × now → what to start and retire, with a reason for each job. Pure.</summary>
internal static class ScalePlanner
{
    public static ScalePlan Plan(PlanInput input)
    {
        // What cannot be read over REST says nothing about what the scale sets ask for.
        return input.Demand.Quality == DemandQuality.Unknown ? OfScaleSets(input) : OfAll(input);
    }

    /// <summary>Unknown demand starts nothing and stops nothing.</summary>
    private static ScalePlan OfScaleSets(PlanInput input)
    {
        var capacity = new Capacity(input.Limits, input.Pools, input.Fleet);
        var verdicts = ImmutableArray.CreateBuilder<JobVerdict>();
        var none = Array.Empty<WorkflowJob>().ToLookup(_ => string.Empty, StringComparer.Ordinal);
        return ScalePlan.Empty with { ScaleSetStarts = ScaleSetStarts.Choose(input, input.Fleet, none, capacity, new(input, capacity), verdicts) };
    }

    private static ScalePlan OfAll(PlanInput input)
    {
        var verdicts = ImmutableArray.CreateBuilder<JobVerdict>();
        var capacity = new Capacity(input.Limits, input.Pools, input.Fleet);
        var obstacles = new Obstacles(input, capacity);
        var grants = Grant(input, capacity, obstacles);
        var granted = grants.ToDictionary(runner => runner.Id, runner => runner with { State = RunnerState.Reserved }, StringComparer.Ordinal);
        var fleet = input.Fleet.Select(runner => granted.GetValueOrDefault(runner.Id, runner)).ToList();
        var supply = Supply.Of(input.Demand, fleet.Where(runner => runner.ScaleSetId is null && !Retirements.IsForNoJob(runner, input)), input.Now);
        var (unserved, ofSets) = Serve(input, supply, verdicts);
        var setStarts = ScaleSetStarts.Choose(input, fleet, ofSets, capacity, obstacles, verdicts);
        var starts = FairStarts.Choose(unserved, capacity, obstacles, verdicts);
        var left = supply.Left.ToList();
        var warm = WarmStarts.Choose(input, left, capacity, obstacles, verdicts);
        return new(starts, warm, grants, Retirements.Of(input, left, verdicts), verdicts.ToImmutable()) { ScaleSetStarts = setStarts };
    }

    /// <summary>What people asked for comes first, in the order in which they asked.</summary>
    private static ImmutableArray<RunnerInfo> Grant(PlanInput input, Capacity capacity, Obstacles obstacles)
    {
        var grants = ImmutableArray.CreateBuilder<RunnerInfo>();
        foreach (var runner in input.Fleet.Where(runner => runner is { State: RunnerState.Requested, StopRequestedBy: null }).OrderBy(runner => runner.RequestedAt))
        {
            var pool = input.Pools.FirstOrDefault(pool => pool.Name == runner.Pool);
            if (pool is not null && obstacles.Find(pool, runner.Repository) is null && capacity.Refusal(pool, runner.Repository) is null)
            {
                capacity.Take(runner.Pool, runner.Repository);
                grants.Add(runner with { ScaleSetId = input.SetFor(pool.Name, runner.Repository) is { IsLive: true } set ? set.SetId : null });
            }
        }

        return grants.ToImmutable();
    }

    /// <summary>Gives queued jobs, oldest first, the runners that are there for them; what is left over waits for a start. Those that a scale set brings are left to it.</summary>
    private static (List<PlannedStart> Unserved, ILookup<string, WorkflowJob> OfSets) Serve(PlanInput input, Supply supply, ImmutableArray<JobVerdict>.Builder verdicts)
    {
        var unserved = new List<PlannedStart>();
        var ofSets = new List<(string Pool, WorkflowJob Job)>();
        foreach (var job in input.Demand.Jobs.Where(job => job.Status == JobStatus.Queued).OrderBy(job => job.CreatedAt).ThenBy(job => job.Id))
        {
            var match = LabelMatcher.Match(job, input.Pools, input.Now);
            if (match.Pool is not null && input.Refused.TryGetValue(job.Repository, out var refusal))
            {
                match = refusal;
            }

            if (match.Pool is not { } pool)
            {
                verdicts.Add(new(job, Pool: null, DecisionKind.Refuse, match.Code, $"{match.Text} {match.Remedy}"));
            }
            else if (input.SetFor(pool.Name, job.Repository) is not null)
            {
                ofSets.Add((pool.Name, job));
            }
            else if (supply.TakeFor(job, pool.Name) is { } runner)
            {
                verdicts.Add(new(job, pool.Name, DecisionKind.Serve, ReasonCode.Served, Served(runner), runner.Id));
            }
            else
            {
                unserved.Add(new(job, pool));
            }
        }

        return (unserved, ofSets.ToLookup(entry => entry.Pool, entry => entry.Job, StringComparer.Ordinal));
    }

    private static string Served(RunnerInfo runner) => runner.State is RunnerState.Finished or RunnerState.Removed or RunnerState.Busy
        ? $"The runner {runner.Name} has taken a job of this kind since the queue was read."
        : $"The runner {runner.Name} is there for it ({runner.State.ToString().ToLowerInvariant()}).";
}
