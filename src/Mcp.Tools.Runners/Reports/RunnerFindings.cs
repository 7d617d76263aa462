using Mcp.Tools.Runners.Launching;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Reports;

/// <summary>What became of a queued job that the autoscaler knows.</summary>
internal static class RunnerFindings
{
    public static Finding Of(Evidence evidence) => evidence switch
    {
        { Current: { Kind: DecisionKind.Refuse or DecisionKind.Wait } decision } => Obstructed(evidence, decision),
        { Runner: { } runner } => OfRunner(evidence, runner),
        { Current: { } decision } => new(decision.Code, decision.FirstAt, decision.Text, null, Call: Again(evidence)),
        _ => new(ExplanationCode.NotSeenYet, evidence.Job.CreatedAt, $"No pass has decided about it yet; {NextPass(evidence.Situation)}.", "Wait for the next pass.", Call: Again(evidence)),
    };

    private static Finding Obstructed(Evidence evidence, Decision decision)
    {
        var pool = evidence.Situation.Options.EffectivePools.FirstOrDefault(pool => pool.Name == decision.Pool);
        var (remedy, command) = Cause(evidence, decision) switch
        {
            ReasonCode.HostCap => ("It starts when a runner ends. If the machine can take more, raise the limit: start the autoscaler with a greater --max-runners.", FormattableString.Invariant($"{Situation.StartCommand} --max-runners {evidence.Situation.MaxRunners + 1}")),
            ReasonCode.Paused => ("Resume it: set_autoscaler with 'paused': false, where that tool is allowed.", null),
            ReasonCode.Memory => ($"It starts when enough runners end; or lower resources.memoryBytes of the pool '{decision.Pool}', if its jobs need less.", null),
            ReasonCode.ScaleSet => ("autoscaler_status shows under 'scale_sets' how the pool's scale set is.", null),
            ReasonCode.PoolCap => ($"It starts when a runner of the pool ends; or raise MaxRunners of the pool '{decision.Pool}'.", null),
            ReasonCode.RepositoryCap => ($"It starts when a runner of {decision.Repository} ends; or raise MaxRunnersPerRepository of the pool '{decision.Pool}'.", null),
            ReasonCode.ImageMissing => ("Bring the pool's image onto the engine.", pool is null ? null : $"docker pull {pool.Image}"),
            ReasonCode.ImageWrongArchitecture => ("Use an image of the pool's architecture.", pool is null ? null : $"docker pull --platform {ImageReference.Platform(pool.Architecture)} {pool.Image}"),
            ReasonCode.EngineUnavailable or ReasonCode.EngineError => ("Get the engine to answer; the autoscaler goes on by itself.", "docker info"),
            ReasonCode.RegistrationRefused => ("Correct what GitHub refuses; the token needs the permission 'Administration: write' on the repository.", "gh auth status"),
            ReasonCode.Processors => ($"It starts when enough runners end; or raise maxProcessors, or lower resources.processors of the pool '{decision.Pool}'.", null),
            ReasonCode.PublicRepository => ("Leave it to GitHub's own runners, or allow the repository by name.", FormattableString.Invariant($"{Situation.StartCommand} --allow-public {decision.Repository}")),
            ReasonCode.RepositoryDenied => ("Change the patterns allowedRepositories and deniedRepositories of the autoscaler, if it is to be served.", null),
            ReasonCode.GpuSlots => ("It starts when a runner with a GPU ends.", "nvidia-smi"),
            ReasonCode.GpuMissing => ("Mend what is named; autoscaler_status shows each GPU with what is missing. Or set the pool's gpus to 0.", null),
            ReasonCode.RuntimeMissing => ($"Install the runtime and name it in the engine's daemon.json, or change runtime of the pool '{decision.Pool}'.", "docker info --format '{{json .Runtimes}}'"),
            ReasonCode.OwnDockerUnavailable => ($"Do on the engine's host what is named, or take ownDocker out of the pool '{decision.Pool}'.", "docker info --format '{{json .SecurityOptions}}'"),
            ReasonCode.Disk => ("Free space on the engine's disk; the autoscaler goes on by itself.", "docker system df"),
            ReasonCode.RunnerTooOld => ("Use a newer image in the pool.", pool is null ? null : $"docker pull {pool.Image}"),
            ReasonCode.RunnerDied => ("The end of its log says why: get_runner with the runner that is named shows it.", null),
            ReasonCode.RegistrationTimeout or ReasonCode.BackingOff or ReasonCode.BreakerOpen => ("The autoscaler tries again by itself; see to the failure that is named if it repeats.", null),
            _ => (decision.Kind == DecisionKind.Refuse ? "The pools of the running autoscaler decide; change them, or the job's 'runs-on'." : "It goes on by itself when that has passed.", (string?)null),
        };
        return new(decision.Code, decision.FirstAt, Wording.Clip(decision.Text, 700), remedy, command, ToolCall.Of("queue_status"));
    }

    /// <summary>Behind a pause stands the failure that it is for.</summary>
    private static string Cause(Evidence evidence, Decision decision) => decision.Code is not (ReasonCode.BackingOff or ReasonCode.BreakerOpen)
        ? decision.Code
        : evidence.Situation.Breakers
            .FirstOrDefault(breaker => breaker.Pool == decision.Pool && (breaker.Repository is null || breaker.Repository == decision.Repository))?.Code ?? decision.Code;

    private static Finding OfRunner(Evidence evidence, RunnerInfo runner)
    {
        var since = $"{Wording.Of(evidence.Now - runner.StateSince)} ago";
        var mine = runner.JobId is null || runner.JobId == evidence.Job.Id;
        return runner.State switch
        {
            RunnerState.Requested => Starting("asked for, and waits for a place"),
            RunnerState.Reserved => Starting("given its place and is being registered on GitHub"),
            RunnerState.Registered when evidence.Situation.PullFor(runner.Pool) is { } pull => new(
                ReasonCode.ImagePulling,
                pull.Since,
                $"The image {Wording.Clip(pull.Image, 300)} of the pool '{runner.Pool}' is being pulled for the runner {runner.Name}: {PullReading.Describe(pull, evidence.Now)}.",
                evidence.Now - pull.ChangedAt >= PullReading.Stalled ? "The pull stands still: look at the network and the registry." : null,
                Call: Again(evidence)),
            RunnerState.Registered => Starting("registered on GitHub and its container is being created"),
            RunnerState.Created => Starting("created and is being started"),
            RunnerState.Started => Starting($"started and must come online within {Wording.Of(evidence.Situation.Options.RegistrationTimeout)}"),
            RunnerState.Online => new(ExplanationCode.RunnerReady, runner.StateSince, $"The runner {runner.Name} came online {since}; GitHub hands the job over within seconds.", Call: Again(evidence)),
            RunnerState.Busy when mine => new(ExplanationCode.RunnerReady, runner.StateSince, $"The runner {runner.Name} took a job {since}, probably this one; GitHub will show it as running.", Call: Again(evidence)),
            RunnerState.Failed or RunnerState.Quarantined => new(
                ExplanationCode.StartFailed,
                runner.StateSince,
                $"The runner {runner.Name} for it could not be used ({since}, {Wording.Of(runner.State)}): {Wording.Clip(runner.Reason ?? "no reason recorded.", 500)}",
                $"The autoscaler tries again by itself; {NextPass(evidence.Situation)}. See to the failure that is named if it repeats.",
                Call: Again(evidence)),
            _ => new(
                ExplanationCode.NotSeenYet,
                runner.StateSince,
                $"The runner {runner.Name} that was for it {(mine ? $"has ended ({Wording.Of(runner.State)}, {since}{(runner.Reason is { } why ? $": {Wording.Clip(why, 300)}" : "")})" : "took another job with the same labels")}; {NextPass(evidence.Situation)}.",
                "Wait for the next pass.",
                Call: Again(evidence)),
        };

        Finding Starting(string step) =>
            new(ExplanationCode.RunnerStarting, runner.StateSince, $"The runner {runner.Name} for it was {step} ({since}).", Call: Again(evidence));
    }

    private static string NextPass(Situation situation) => situation.NextPassDue is not { } due
        ? "when the next pass is due is unknown"
        : due > situation.Now
            ? $"the next one is due in {Wording.Of(due - situation.Now)}"
            : $"the next one is overdue for {Wording.Of(situation.Now - due)}";

    private static ToolCall Again(Evidence evidence) =>
        ToolCall.Of("explain_job", ("job", FormattableString.Invariant($"{evidence.Job.Id}")), ("repository", evidence.Job.Repository.ToString()));
}
