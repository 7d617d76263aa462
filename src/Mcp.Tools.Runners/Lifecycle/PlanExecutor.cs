using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Planning;

namespace Mcp.Tools.Runners.Lifecycle;

/// <summary>Carries a plan out: rows first, then the work on each runner beside the loop.</summary>
internal sealed class PlanExecutor(
    RunnerLife life, RunnerLedger ledger, RunnerStarter starter, Retirement retirement, StartBreakers breakers, RunnerWork work)
{
    /// <summary>Returns the verdicts with the runners that were made for them.</summary>
    public IReadOnlyList<JobVerdict> Execute(ScalePlan plan, IReadOnlyList<RunnerPool> pools, CancellationToken cancellationToken)
    {
        var startedFor = new Dictionary<long, RunnerInfo>();
        foreach (var start in plan.Starts)
        {
            startedFor[start.Job.Id] = Start(start.Pool, start.Job.Repository, start.Job.Id, $"Job {start.Job.Id} ({start.Job.Name}) waits.", scaleSetId: null, cancellationToken);
        }

        foreach (var start in plan.ScaleSetStarts)
        {
            var row = Start(
                start.Pool,
                start.Repository,
                start.Job?.Id,
                start.Job is { } job ? $"Job {job.Id} ({job.Name}) waits for the scale set." : "More jobs are assigned to the scale set than it has runners.",
                start.SetId,
                cancellationToken);
            if (start.Job is not null)
            {
                startedFor[start.Job.Id] = row;
            }
        }

        foreach (var start in plan.WarmStarts)
        {
            Start(start.Pool, start.Repository, forJobId: null, $"The pool '{start.Pool.Name}' keeps {start.Pool.MinIdle} idle for {start.Repository}.", scaleSetId: null, cancellationToken);
        }

        foreach (var grant in plan.Grants)
        {
            if (life.Apply(grant, RunnerEvent.Reserve, new() { ScaleSetId = grant.ScaleSetId }) is { } row && pools.FirstOrDefault(pool => pool.Name == row.Pool) is { } pool)
            {
                work.Start(row, token => starter.StartAsync(row, pool, token), cancellationToken);
            }
        }

        // One actor per runner: what is being started is retired when that is done, which wakes the loop.
        foreach (var planned in plan.Retirements.Where(planned => !work.IsUnderWay(planned.Runner.Id)))
        {
            Retire(planned);
        }

        CleanUp(cancellationToken);
        return [.. plan.Verdicts.Select(verdict => startedFor.TryGetValue(verdict.Job.Id, out var row)
            ? verdict with { RunnerId = row.Id, Text = $"The runner {row.Name} is started for it in the pool '{row.Pool}'." }
            : verdict)];
    }

    private RunnerInfo Start(RunnerPool pool, RepositoryName repository, long? forJobId, string reason, int? scaleSetId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var row = life.Reserve(new NewRunner(pool.Name, repository, pool.EffectiveLabels, RunnerLife.Autoscaler, forJobId, RunnerState.Reserved, reason)
        {
            ScaleSetId = scaleSetId,
        });
        work.Start(row, token => starter.StartAsync(row, pool, token), cancellationToken);
        return row;
    }

    private void Retire(PlannedRetirement planned)
    {
        var happened = planned.Runner.State == RunnerState.Busy ? RunnerEvent.Expire : RunnerEvent.Retire;
        if (life.Apply(planned.Runner, happened, new() { Reason = planned.Reason }) is { } retired && planned.Code == RetirementCode.RegistrationTimeout)
        {
            breakers.Failed(new(retired.Pool, Repository: null, planned.Code, $"The runner {retired.Name}: {planned.Reason}"));
        }
    }

    /// <summary>Goes on with whatever is on its way out.</summary>
    private void CleanUp(CancellationToken cancellationToken)
    {
        foreach (var row in ledger.ListOpen())
        {
            if (row.State is RunnerState.Finished or RunnerState.Failed or RunnerState.Retiring or RunnerState.Expired)
            {
                work.Start(row, token => retirement.CleanUpAsync(row, token), cancellationToken);
            }
        }
    }
}
