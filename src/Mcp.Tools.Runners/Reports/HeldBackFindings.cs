using Mcp.Tools.Runners.GitHub;

namespace Mcp.Tools.Runners.Reports;

/// <summary>What a job waits for that GitHub itself holds back: a job that it needs, or its concurrency group.</summary>
internal static class HeldBackFindings
{
    public static Finding Of(Evidence evidence)
    {
        var job = evidence.Job;
        if (evidence.Found.Run is not { } run)
        {
            return new(
                ExplanationCode.Pending,
                job.CreatedAt,
                "GitHub holds it back: it waits for a job that it needs ('needs:') or for its concurrency group; no runner can take it yet.",
                "The job or run in front of it must end first; cancel that one if it is no longer wanted.",
                FormattableString.Invariant($"gh run view {job.RunId} --repo {job.Repository}"),
                ToolCall.Of("list_jobs", ("repository", job.Repository.ToString())));
        }

        return evidence.Found.Others.Where(other => other.Status != JobStatus.Completed && other.Status != JobStatus.Pending).MinBy(other => new PageKey(other.CreatedAt, other.Id)) is { } needed
            ? Needs(evidence, needed)
            : Group(evidence, run);
    }

    private static Finding Needs(Evidence evidence, WorkflowJob needed) => new(
        ExplanationCode.Needs,
        evidence.Job.CreatedAt,
        $"GitHub holds it back until the jobs of its run that it needs ('needs:') have succeeded; '{VisibleText.Line(needed.Name, 80)}' has not ended ({Wording.Of(needed.Status)}). No runner can take it yet.",
        $"'{VisibleText.Line(needed.Name, 80)}' must succeed first; the tool call says what that one waits for.",
        FormattableString.Invariant($"gh run view {evidence.Job.RunId} --repo {evidence.Job.Repository}"),
        ToolCall.Of("explain_job", ("job", FormattableString.Invariant($"{needed.Id}")), ("repository", needed.Repository.ToString())));

    private static Finding Group(Evidence evidence, WorkflowRun run)
    {
        var workflow = VisibleText.Line(run.WorkflowName ?? run.WorkflowPath ?? "the workflow", 80);
        const string Held = "GitHub holds it back for its concurrency group ('concurrency:' in the workflow): one of a group at a time.";
        return evidence.Found.InFront is [var first, ..]
            ? new(
                ExplanationCode.ConcurrencyGroup,
                evidence.Job.CreatedAt,
                FormattableString.Invariant($"{Held} The oldest open run of {workflow} is {first.Id} ({VisibleText.Line(first.Title, 80)}, {VisibleText.Line(first.Status, 40)} since {first.CreatedAt:u}). No runner can take the job before that has ended."),
                FormattableString.Invariant($"The run {first.Id} must end first; cancel it if it is no longer wanted."),
                FormattableString.Invariant($"gh run cancel {first.Id} --repo {first.Repository}"),
                ToolCall.Of(WritingTools.CancelRun, ("run", FormattableString.Invariant($"{first.Id}")), ("repository", first.Repository.ToString())))
            : new(
                ExplanationCode.ConcurrencyGroup,
                evidence.Job.CreatedAt,
                $"{Held} No older run of {workflow} is open, so a run of another workflow has the group.",
                "The run that has the group must end first; cancel that one if it is no longer wanted.",
                FormattableString.Invariant($"gh run list --repo {evidence.Job.Repository} --status in_progress"),
                ToolCall.Of("list_jobs", ("repository", evidence.Job.Repository.ToString()), ("status", "in_progress")));
    }
}
