using System.Collections.Immutable;
using Mcp.Tools.Runners.DemandSources;
using Mcp.Tools.Runners.DemandSources.ScaleSets;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Lifecycle.Sweeping;
using Mcp.Tools.Runners.Matching;
using Mcp.Tools.Runners.Planning;
using Microsoft.Extensions.Options;

namespace Mcp.Tools.Runners.Lifecycle;

/// <summary>One pass: look, decide, act, write down. Between polls the last reading of the queue is used again, corrected by what happened since.</summary>
internal sealed class ScalingPass(
    IOptions<RunnersOptions> options,
    Sight sight,
    DemandSight sources,
    PlanExecutor executor,
    RunnerLedger runners,
    ControlBoard controls,
    StartBreakers breakers,
    RunnerAges ages,
    RunnerDisks disks,
    SweepSchedule sweeps,
    ScaleSetDemands scaleSets,
    PassRecorder recorder,
    TimeProvider time)
{
    private AutoscalerControl? _obeyed;

    /// <summary>Whether some runner has been started but is not known to be online yet: then GitHub should be looked at again soon.</summary>
    public bool AwaitsRegistration => runners.ListOpen().Any(runner => runner.State == RunnerState.Started);

    /// <summary>Whether somebody wants something that no pass has looked at: a runner, a stop, a clean-up, a pause or another limit; or a webhook told something.</summary>
    public bool HasRequests => controls.Read() != _obeyed
        || sources.HasNews
        || sweeps.IsAsked
        || runners.ListOpen().Any(runner => runner.State == RunnerState.Requested || Retirements.IsToStop(runner));

    public async Task RunAsync(string trigger, Look look, CancellationToken cancellationToken)
    {
        var startedAt = time.GetTimestamp();
        var pass = recorder.Begin(trigger);
        var seen = await sight.LookAsync(look, cancellationToken);
        var plan = ScalePlanner.Plan(Input(seen));
        cancellationToken.ThrowIfCancellationRequested();
        var verdicts = executor.Execute(plan, options.Value.EffectivePools, cancellationToken);
        sweeps.StartIfDue(seen.Engine, cancellationToken);
        recorder.End(pass, seen, verdicts, time.GetElapsedTime(startedAt));
    }

    private PlanInput Input(Seen seen)
    {
        _obeyed = controls.Read();
        var open = runners.ListOpen();
        ImmutableArray<RunnerInfo> fleet = [.. open, .. runners.ListRemovedSince(OldestReading(seen.Demand))];
        return new(
            time.GetUtcNow(), seen.Demand, fleet, [.. options.Value.EffectivePools], PlanLimits.Of(options.Value, seen.Engine, _obeyed), seen.Engine, breakers.Snapshot, _obeyed)
        {
            Runners = seen.Runners,
            Refused = seen.Demand.Jobs.Select(job => job.Repository).Concat(seen.Demand.Visibility.Keys).Distinct()
                .Select(repository => (Repository: repository, Refusal: Refusal(repository, seen.Demand)))
                .Where(entry => entry.Refusal is not null)
                .ToImmutableDictionary(entry => entry.Repository, entry => entry.Refusal!),
            Ages = ages.Of(open),
            Disks = disks.Seen,
            ScaleSets = scaleSets.Read(),
        };
    }

    private JobMatch? Refusal(RepositoryName repository, Demand demand) => RepositoryPolicy.Unwatched(repository, options.Value)
        ?? RepositoryPolicy.Refusal(repository, demand.Visibility.GetValueOrDefault(repository), options.Value);

    /// <summary>Of the readings that show a job: a runner that ended since may have taken it.</summary>
    private static DateTimeOffset OldestReading(Demand demand) =>
        demand.Jobs.Select(job => demand.AsOfFor(job.Repository)).Append(demand.AsOf).Min();
}
