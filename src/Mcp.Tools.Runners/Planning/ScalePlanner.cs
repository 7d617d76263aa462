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
        var grants = Grant(input, capacity);
        var granted = grants.Select(runner => runner.Id).ToHashSet(StringComparer.Ordinal);
        var fleet = input.Fleet.Select(runner => granted.Contains(runner.Id) ? runner with { State = RunnerState.Reserved } : runner);

        var unserved = Serve(input, Supply.Of(input.Demand, fleet, input.Now), verdicts);
        var starts = FairStarts.Choose(unserved, capacity, pool => Obstacle(input, pool), verdicts);
        return new(starts, grants, Retirements.Of(input, verdicts), verdicts.ToImmutable());
    }

    /// <summary>What people asked for comes first, in the order in which they asked.</summary>
    private static ImmutableArray<RunnerInfo> Grant(PlanInput input, Capacity capacity)
    {
        var grants = ImmutableArray.CreateBuilder<RunnerInfo>();
        foreach (var runner in input.Fleet.Where(runner => runner is { State: RunnerState.Requested, StopRequestedBy: null }).OrderBy(runner => runner.RequestedAt))
        {
            var pool = input.Pools.FirstOrDefault(pool => pool.Name == runner.Pool);
            if (pool is not null && Obstacle(input, pool) is null && capacity.Refusal(pool, runner.Repository) is null)
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

    /// <summary>Null: runners can be started in the pool now. Else why not.</summary>
    private static (string Code, string Text)? Obstacle(PlanInput input, RunnerPool pool)
    {
        if (input.Control is { Paused: true } control)
        {
            var why = control.Reason is { } reason ? $": {reason}" : "";
            return (ReasonCode.Paused, $"The autoscaler is paused since {control.SetAt:u} by {control.SetBy}{why}.");
        }

        if (!input.Engine.Available)
        {
            return (ReasonCode.EngineUnavailable, input.Engine.Problem ?? "The Docker engine does not answer.");
        }

        return input.BackOffs.TryGetValue(pool.Name, out var backOff) && backOff.Until > input.Now
            ? (ReasonCode.BackingOff, $"{backOff.Failures} start{(backOff.Failures == 1 ? "" : "s")} in the pool '{pool.Name}' failed; the next try is at {backOff.Until:u}. Last failure: {backOff.Reason}")
            : null;
    }
}
