using System.Collections.Immutable;

namespace Mcp.Tools.Runners.Reports;

/// <summary>Says everything about one runner. Pure.</summary>
internal static class RunnerReport
{
    private const int ShownSteps = 30;

    private const int ShownLabels = 20;

    /// <param name="logLength">Characters of the log's end, at most.</param>
    public static RunnerDescription Of(RunnerEvidence evidence, int logLength)
    {
        var runner = evidence.Runner;
        var steps = evidence.Steps;
        var onGitHub = RunnerOnGitHub.Of(evidence);
        return new()
        {
            Summary = Summary(evidence, onGitHub),
            NextSteps = NextSteps(evidence, onGitHub),
            Id = runner.Id,
            Name = runner.Name,
            Pool = runner.Pool,
            Repository = runner.Repository.ToString(),
            Labels = [.. runner.Labels.Take(ShownLabels).Select(label => VisibleText.Line(label, 100))],
            State = Wording.Of(runner.State),
            StateSince = runner.StateSince,
            StateAgeSeconds = Math.Max(0, (long)(evidence.Now - runner.StateSince).TotalSeconds),
            Reason = runner.Reason is null ? null : VisibleText.Line(runner.Reason, 500),
            RequestedBy = runner.RequestedBy,
            RequestedForJobId = runner.RequestedForJobId,
            RequestedAt = runner.RequestedAt,
            StartedAt = runner.StartedAt,
            BusyAt = runner.BusyAt,
            FinishedAt = runner.FinishedAt,
            ExitCode = runner.ExitCode,
            GithubRunnerId = runner.GitHubRunnerId,
            ContainerId = runner.ContainerId,
            Seen = Provenance.Of("ledger", evidence.Now, evidence.Now),
            ContainerView = ContainerView.Of(evidence.Situation),
            Github = onGitHub,
            Job = evidence.Job is { } job ? RunnerJob.Of(job, evidence.Now) : null,
            Transitions = [.. steps.Select((step, at) => RunnerStep.Of(step, at + 1 < steps.Length ? steps[at + 1] : null)).TakeLast(ShownSteps)],
            LogTail = RunnerLog.Of(runner, logLength, evidence.Now),
        };
    }

    private static string Summary(RunnerEvidence evidence, RunnerOnGitHub onGitHub)
    {
        var runner = evidence.Runner;
        var age = Wording.Of(evidence.Now - runner.StateSince);
        var state = runner.State == RunnerState.Removed ? $"was removed {age} ago" : $"is {Wording.Of(runner.State)} for {age}";
        var why = runner.Reason is { } reason ? $" ({VisibleText.Line(reason.TrimEnd('.'), 200)})" : "";
        var job = evidence.Job is { Job: { } known }
            ? FormattableString.Invariant($" Its job is {known.Id} '{VisibleText.Line(known.Name, 80)}' ({known.Conclusion ?? Wording.Of(known.Status)}).")
            : runner.JobId is { } id ? FormattableString.Invariant($" Its job is {id}.")
            : " No job is known that it served.";
        return $"The runner {runner.Name} of {runner.Repository} in the pool '{runner.Pool}' {state}{why}.{job} GitHub: {onGitHub.State}{(onGitHub.Agrees == false ? ", which does not fit" : "")}.";
    }

    private static ImmutableArray<string> NextSteps(RunnerEvidence evidence, RunnerOnGitHub onGitHub)
    {
        var runner = evidence.Runner;
        var steps = ImmutableArray.CreateBuilder<string>();
        if (runner.State != RunnerState.Removed && !evidence.Situation.AutoscalerLives)
        {
            steps.Add(evidence.Situation.NoAutoscaler);
        }

        if (runner.State == RunnerState.Removed && evidence.Listed is { } ghost)
        {
            steps.Add(FormattableString.Invariant($"Remove the ghost (GitHub's id {ghost.Id}): clean_up_runners with repository \"{runner.Repository}\" says what would be done, and does it where that is allowed."));
        }
        else if (onGitHub.Agrees == false)
        {
            steps.Add("Ask again in a minute: most disagreements end with the autoscaler's next pass.");
        }

        if (Advice(evidence) is { } advice)
        {
            steps.Add(advice);
        }

        if (evidence.Job is { Job.Status: JobStatus.Completed, Job.Conclusion: "failure" or "timed_out" } job)
        {
            steps.Add(FormattableString.Invariant($"Read the job's own log: gh run view --job {job.Job.Id} --log-failed --repo {runner.Repository}"));
        }

        return steps.Count == 0 ? ["Nothing to do."] : steps.ToImmutable();
    }

    private static string? Advice(RunnerEvidence evidence) => evidence.Runner.State switch
    {
        RunnerState.Requested => "It waits for a place: queue_status shows how many are in use.",
        RunnerState.Started => $"It must be online within {Wording.Of(evidence.Situation.Options.RegistrationTimeout)} of its start, else it is retired and another one is started.",
        RunnerState.Failed => "See to the failure under 'reason'; the autoscaler undoes what is left of it and tries again by itself.",
        RunnerState.Expired => "Its container is being ended, because its job ran for longer or wrote more than its pool allows.",
        RunnerState.Quarantined => "Its traces contradict each other and nothing touches it: look at its container and its entry on GitHub. stop_runner takes away all of it that is this controller's, unless GitHub says that it has a job.",
        RunnerState.Finished or RunnerState.Removed when evidence.Runner.ExitCode is not (null or 0) =>
            "Its listener did not end by itself: 'reason' and the end of the log say why. runner_history shows whether that repeats.",
        _ => null,
    };
}
