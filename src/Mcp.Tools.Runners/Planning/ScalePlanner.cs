using System.Collections.Immutable;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Matching;

namespace Mcp.Tools.Runners.Planning;

/// <summary>Jobs × fleet × limits × now → what to start and retire, with a reason for each job. Pure.</summary>
internal static class ScalePlanner
{
    public static ScalePlan Plan(PlanInput input)
    {
        if (input.Demand.Quality == DemandQuality.Unknown)
        {
            // Unknown demand starts nothing and stops nothing.
            return ScalePlan.Empty;
        }

        var verdicts = ImmutableArray.CreateBuilder<JobVerdict>();
        var capacity = new Capacity(input.Limits, input.Pools, input.Fleet);
        var obstacles = new Obstacles(input, capacity);
        var grants = Grant(input, capacity, obstacles);
        var granted = grants.Select(runner => runner.Id).ToHashSet(StringComparer.Ordinal);
        var fleet = input.Fleet.Select(runner => granted.Contains(runner.Id) ? runner with { State = RunnerState.Reserved } : runner);
        var supply = Supply.Of(input.Demand, fleet.Where(runner => !Retirements.IsForNoJob(runner, input)), input.Now);
        var unserved = Serve(input, supply, verdicts);
        var starts = FairStarts.Choose(unserved, capacity, obstacles, verdicts);
        var left = supply.Left.ToList();
        var warm = WarmStarts.Choose(input, left, capacity, obstacles, verdicts);
        return new(starts, warm, grants, Retirements.Of(input, left, verdicts), verdicts.ToImmutable());
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
                grants.Add(runner);
            }
        }

        return grants.ToImmutable();
    }

    /// <summary>Gives queued jobs, oldest first, the runners that are there for them; what is left over waits for a start.</summary>
    private static List<PlannedStart> Serve(PlanInput input, Supply supply, ImmutableArray<JobVerdict>.Builder verdicts)
    {
        var unserved = new List<PlannedStart>();
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
            else if (supply.TakeFor(job, pool.Name) is { } runner)
            {
                verdicts.Add(new(job, pool.Name, DecisionKind.Serve, ReasonCode.Served, Served(runner), runner.Id));
            }
            else
            {
                unserved.Add(new(job, pool));
            }
        }

        return unserved;
    }

    private static string Served(RunnerInfo runner) => runner.State is RunnerState.Finished or RunnerState.Removed or RunnerState.Busy
        ? $"The runner {runner.Name} has taken a job of this kind since the queue was read."
        : $"The runner {runner.Name} is there for it ({runner.State.ToString().ToLowerInvariant()}).";
}
