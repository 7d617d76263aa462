using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Launching;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Reports;

/// <summary>What would make a job run that was refused or waits, and the one command or tool call for it. Pure.</summary>
/// <param name="Command">Null: none does it.</param>
/// <param name="Call">What does it, or shows more.</param>
internal sealed record ObstacleRemedy(string Text, string? Command, ToolCall Call)
{
    private static readonly ToolCall Host = ToolCall.Of("host_capabilities");

    private static readonly ToolCall Status = ToolCall.Of("autoscaler_status");

    public static ObstacleRemedy Of(Evidence evidence, Decision decision)
    {
        var pool = evidence.Situation.Options.EffectivePools.FirstOrDefault(pool => pool.Name == decision.Pool);
        return OfPlaces(evidence, decision) ?? OfStarts(evidence, decision, Cause(evidence, decision), pool) ?? OfRules(decision);
    }

    /// <summary>Behind a pause stands the failure that it is for.</summary>
    public static string Cause(Evidence evidence, Decision decision) => decision.Code is not (ReasonCode.BackingOff or ReasonCode.BreakerOpen)
        ? decision.Code
        : evidence.Situation.Breakers
            .FirstOrDefault(breaker => breaker.Pool == decision.Pool && (breaker.Repository is null || breaker.Repository == decision.Repository))?.Code ?? decision.Code;

    /// <summary>What the host and its limits have too little of.</summary>
    private static ObstacleRemedy? OfPlaces(Evidence evidence, Decision decision) => decision.Code switch
    {
        ReasonCode.HostCap => new(
            "It starts when a runner ends. If the machine can take more, raise the limit: set_autoscaler, or start the autoscaler with a greater --max-runners.",
            FormattableString.Invariant($"{Situation.StartCommand} --max-runners {evidence.Situation.MaxRunners + 1}"),
            ToolCall.Of(WritingTools.SetAutoscaler, ("max_runners", evidence.Situation.MaxRunners + 1))),
        ReasonCode.Paused => new("Resume it: set_autoscaler with 'paused': false, where that tool is allowed.", null, ToolCall.Of(WritingTools.SetAutoscaler, ("paused", false))),
        ReasonCode.PoolCap => new($"It starts when a runner of the pool ends; or raise MaxRunners of the pool '{decision.Pool}'.", null, ToolCall.Of("list_runners")),
        ReasonCode.RepositoryCap => new(
            $"It starts when a runner of {decision.Repository} ends; or raise MaxRunnersPerRepository of the pool '{decision.Pool}'.", null, ToolCall.Of("list_runners", ("repository", decision.Repository.ToString()))),
        ReasonCode.Memory => new($"It starts when enough runners end; or lower resources.memoryBytes of the pool '{decision.Pool}', if its jobs need less.", null, Host),
        ReasonCode.Processors => new($"It starts when enough runners end; or raise maxProcessors, or lower resources.processors of the pool '{decision.Pool}'.", null, Host),
        ReasonCode.GpuSlots => new("It starts when a runner with a GPU ends.", "nvidia-smi", Host),
        ReasonCode.Disk => new("Free space on the engine's disk; the autoscaler goes on by itself.", "docker system df", Host),
        _ => null,
    };

    /// <summary>Why a runner cannot be started.</summary>
    private static ObstacleRemedy? OfStarts(Evidence evidence, Decision decision, string cause, RunnerPool? pool) => cause switch
    {
        ReasonCode.ImageMissing => new("Bring the pool's image onto the engine.", pool is null ? null : $"docker pull {pool.Image}", Status),
        ReasonCode.ImageWrongArchitecture => new(
            "Use an image of the pool's architecture.", pool is null ? null : $"docker pull --platform {ImageReference.Platform(pool.Architecture)} {pool.Image}", Status),
        ReasonCode.EngineUnavailable or ReasonCode.EngineError => new("Get the engine to answer; the autoscaler goes on by itself.", "docker info", Status),
        ReasonCode.RegistrationRefused => new(
            $"Correct what GitHub refuses; the token needs {FailureWords.MissingPermission(decision.Text) ?? "the permission 'Administration: write' on the repository"}.", "gh auth status", Status),
        ReasonCode.RunnerGroup => new(
            "Change what is named of the group, in the organisation's settings under Actions, Runner groups; or scaleSet.groupRule of the pool. The autoscaler tries again by itself.",
            $"gh api orgs/{evidence.Job.Repository.Owner}/actions/runner-groups",
            Status),
        ReasonCode.GpuMissing => new("Mend what is named; host_capabilities shows each GPU with what is missing. Or set the pool's gpus to 0.", null, Host),
        ReasonCode.RuntimeMissing => new(
            $"Install the runtime and name it in the engine's daemon.json, or change runtime of the pool '{decision.Pool}'.", "docker info --format '{{json .Runtimes}}'", Host),
        ReasonCode.OwnDockerUnavailable => new(
            $"Do on the engine's host what is named, or take ownDocker out of the pool '{decision.Pool}'.", "docker info --format '{{json .SecurityOptions}}'", Host),
        ReasonCode.RunnerTooOld => new("Use a newer image in the pool.", pool is null ? null : $"docker pull {pool.Image}", Status),
        ReasonCode.RunnerDied or ReasonCode.RegistrationTimeout => new(
            "The end of the runner's log says why: runner_history names it, get_runner shows it. The autoscaler tries again by itself.",
            null,
            ToolCall.Of("runner_history", ("repository", decision.Repository.ToString()))),
        ReasonCode.EgressUnavailable => new("Mend the proxy that is named; the autoscaler tries again by itself.", "docker ps --all", Status),
        ReasonCode.HostUnprotected => new("Let the autoscaler set the rules that keep jobs from the host's ports, or change docker.hostProtection (docs/isolation.md).", null, Status),
        ReasonCode.BackingOff or ReasonCode.BreakerOpen => new("The autoscaler tries again by itself; see to the failure that is named if it repeats.", null, Status),
        _ => null,
    };

    /// <summary>Rules that keep it out, and the rest.</summary>
    private static ObstacleRemedy OfRules(Decision decision) => decision.Code switch
    {
        ReasonCode.PublicRepository => new(
            "Leave it to GitHub's own runners, or allow the repository by name.", $"{Situation.StartCommand} --allow-public {decision.Repository}", ToolCall.Of("list_repositories", ("find", decision.Repository.Name))),
        ReasonCode.RepositoryDenied => new(
            "Change the patterns allowedRepositories and deniedRepositories of the autoscaler, if it is to be served.", null, ToolCall.Of("list_repositories", ("find", decision.Repository.Name))),
        ReasonCode.ScaleSet => new("The pool's scale set brings it; autoscaler_status shows under 'scale_sets' how that is.", null, Status),
        _ => new(decision.Kind == DecisionKind.Refuse ? "The pools of the running autoscaler decide; change them, or the job's 'runs-on'." : "It goes on by itself when that has passed.", null, Status),
    };
}
