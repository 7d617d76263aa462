using System.Collections.Immutable;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Planning;
using Microsoft.Extensions.Options;

namespace Mcp.Tools.Runners.Lifecycle;

/// <summary>One pass: look, decide, act, write down. Between polls the last reading of the queue is used again, corrected by what happened since.</summary>
internal sealed class ScalingPass(
    IOptions<RunnersOptions> options,
    Sight sight,
    PlanExecutor executor,
    RunnerLedger runners,
    ControlBoard controls,
    StartBackOffs backOffs,
    PassRecorder recorder,
    TimeProvider time)
{
    private readonly StateAges _ages = new(time);
    private AutoscalerControl? _obeyed;

    /// <summary>Whether some runner has been started but is not known to be online yet: then GitHub should be looked at again soon.</summary>
    public bool AwaitsRegistration => runners.ListOpen().Any(runner => runner.State == RunnerState.Started);

    /// <summary>Whether somebody wants something that no pass has looked at: a runner, a stop, a pause or another limit.</summary>
    public bool HasRequests => controls.Read() != _obeyed
        || runners.ListOpen().Any(runner => runner.State == RunnerState.Requested || Retirements.IsToStop(runner));

    public async Task RunAsync(string trigger, Look look, CancellationToken cancellationToken)
    {
        var startedAt = time.GetTimestamp();
        var pass = recorder.Begin(trigger);
        var seen = await sight.LookAsync(look, cancellationToken);
        var plan = ScalePlanner.Plan(Input(seen));
        cancellationToken.ThrowIfCancellationRequested();
        var verdicts = executor.Execute(plan, options.Value.EffectivePools, cancellationToken);
        recorder.End(pass, seen, verdicts, time.GetElapsedTime(startedAt));
    }

    private PlanInput Input(Seen seen)
    {
        var memory = seen.Engine.MemoryBytes is { } all ? Math.Max(0, all - options.Value.ReservedMemoryBytes) : (long?)null;
        _obeyed = controls.Read();
        var limits = new PlanLimits(_obeyed?.MaxRunners ?? options.Value.MaxRunners, memory, options.Value.RegistrationTimeout, options.Value.IdleTimeout);
        var open = runners.ListOpen();
        ImmutableArray<RunnerInfo> fleet = [.. open, .. runners.ListRemovedSince(seen.Demand.AsOf)];
        return new(time.GetUtcNow(), seen.Demand, fleet, [.. options.Value.EffectivePools], limits, seen.Engine, backOffs.Snapshot, _obeyed) { Ages = _ages.Of(open) };
    }
}
