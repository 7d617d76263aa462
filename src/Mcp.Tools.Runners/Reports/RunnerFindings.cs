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
        var remedy = ObstacleRemedy.Of(evidence, decision);

        // A pause after a failure says nothing that the failure itself does not; an open breaker does.
        var code = decision.Code == ReasonCode.BackingOff ? ObstacleRemedy.Cause(evidence, decision) : decision.Code;
        return new(code, decision.FirstAt, Wording.Clip(decision.Text, 700), remedy.Text, remedy.Command, remedy.Call);
    }

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
