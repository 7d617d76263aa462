using Mcp.Tools.Runners.Matching;

namespace Mcp.Tools.Runners.Reports;

/// <summary>What GitHub's own status of a job says. Only a queued job waits for a runner.</summary>
internal static class StatusFindings
{
    private const string ContainersStep = "Initialize containers";

    /// <summary>Null: it is queued.</summary>
    public static Finding? Of(Evidence evidence) => evidence.Job.Status switch
    {
        JobStatus.Completed => Finished(evidence),
        JobStatus.InProgress => Running(evidence),
        JobStatus.Waiting => new(
            ExplanationCode.WaitingForApproval,
            evidence.Job.CreatedAt,
            "It waits for the approval of its environment's reviewers (or for the environment's wait timer); no runner can take it before that.",
            $"A reviewer of the environment must approve it at {evidence.RunPage}.",
            FormattableString.Invariant($"gh run view {evidence.Job.RunId} --repo {evidence.Job.Repository} --web")),
        JobStatus.Pending => HeldBackFindings.Of(evidence),
        JobStatus.Unknown => new(
            ExplanationCode.UnknownStatus,
            null,
            "GitHub gives it a status that this version does not know.",
            $"Look at {evidence.RunPage}."),
        _ => Gone(evidence),
    };

    private static Finding Finished(Evidence evidence)
    {
        var job = evidence.Job;
        var took = job is { StartedAt: { } start, CompletedAt: { } end } && end > start ? $" after {Wording.Of(end - start)}" : "";
        var step = job.FailedStep is { } failed ? $" in the step '{Wording.Clip(failed)}'" : "";
        if (evidence.RanHere && job.FailedStep == ContainersStep && LabelMatcher.Match(job, evidence.Situation.Options.EffectivePools, evidence.Now).Pool is not { OwnDocker: true })
        {
            return NeedsDocker(evidence);
        }

        var runner = job.RunnerName is { Length: > 0 } name ? $", on the runner {name}" : ", without a runner";
        return new(
            ExplanationCode.Finished,
            job.CompletedAt,
            $"It has ended{took}: {job.Conclusion ?? "no conclusion"}{step}{runner}. It does not wait.",
            job.Conclusion is "success" or "skipped" or "neutral" ? null : "To run it again, rerun its failed jobs.",
            job.Conclusion is "success" or "skipped" or "neutral" ? null : FormattableString.Invariant($"gh run rerun {job.RunId} --failed --repo {job.Repository}"),
            job.Conclusion is "success" or "skipped" or "neutral" || job.RunnerName is null
                ? ToolCall.Of("list_jobs", ("repository", job.Repository.ToString()), ("status", "all"))
                : ToolCall.Of("get_job_logs", ("job", FormattableString.Invariant($"{job.Id}")), ("repository", job.Repository.ToString())));
    }

    /// <summary>The runner starts 'container:' and 'services:' with a Docker daemon, in a step of its own.</summary>
    private static Finding NeedsDocker(Evidence evidence) => new(
        ExplanationCode.NeedsDocker,
        evidence.Job.CompletedAt,
        "It failed in its first step: its workflow says 'container:' or 'services:', which need a Docker daemon, and the hardened runners of this host have none. Handing in the host's would hand in the host.",
        "Put what the container holds into the pool's image and remove 'container:' (services: start the programs in a step), or give it a pool with ownDocker and a label of its own in 'runs-on:', or let it run elsewhere.",
        FormattableString.Invariant($"gh run view {evidence.Job.RunId} --repo {evidence.Job.Repository} --job {evidence.Job.Id}"),
        ToolCall.Of("get_job_logs", ("job", FormattableString.Invariant($"{evidence.Job.Id}")), ("repository", evidence.Job.Repository.ToString())));

    private static Finding Running(Evidence evidence)
    {
        var job = evidence.Job;
        var name = job.RunnerName is { Length: > 0 } runner ? runner : null;
        var own = name is not null && evidence.Situation.Fleet.Any(row => row.Name == name);
        var since = job.StartedAt is { } start ? $" for {Wording.Of(evidence.Now - start)}" : "";
        return new(
            ExplanationCode.Running,
            job.StartedAt,
            $"It runs{since} on {(name is null ? "a runner that GitHub does not name" : own ? $"the runner {name} of this host" : $"the runner {name}, which is not one of this controller")}. It does not wait.{(evidence.Found.Others.IsDefaultOrEmpty ? "" : " Jobs that need it ('needs:') begin only once it has succeeded.")}",
            Call: own ? ToolCall.Of("get_runner", ("runner", name!)) : null);
    }

    private static Finding? Gone(Evidence evidence) => evidence.Found is { StaleBecause: { } problem, Observed.GoneAt: { } gone }
        ? new(
            ExplanationCode.UnknownStatus,
            gone,
            $"A complete reading of the queues did not show it any more {Wording.Of(evidence.Now - gone)} ago, so it was taken or cancelled; which, cannot be asked now: {problem}",
            "Ask again when GitHub answers.")
        : null;
}
