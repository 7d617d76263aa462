using System.Collections.Immutable;
using System.Text.Json;
using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Reports;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Mcp.Tools.Runners.Tools;

/// <summary><c>rerun_failed_jobs</c>: has GitHub queue a run's failed jobs again.</summary>
internal sealed class RerunFailedJobsTool(
    Lazy<RunFinder> finder, Lazy<GitHubApi> github, IOptions<RunnersOptions> options, Lazy<AuditLog> audit, TimeProvider time, ILogger<RerunFailedJobsTool> logger) : WritingTool(
    ToolDefinition.Build(
        WritingTools.RerunFailedJobs,
        "Run a run's failed jobs again",
        "Has GitHub queue the failed jobs of an ended GitHub Actions run again, as a new attempt of the same commit; jobs that need them run too, the good ones stay. Read the log first (get_job_logs): what fails for a reason fails again. Off unless the server was started with '--allow rerun_failed_jobs'; the token needs 'Actions: write'.",
        """
        {"type":"object","properties":{
        "run":{"type":"string","description":"A run id, or the address of a run or of one of its jobs on GitHub.","minLength":1,"maxLength":500},
        "repository":{"type":"string","description":"owner/name. Needed for an id that the ledger does not know.","maxLength":201},
        "confirm":{"type":"boolean","description":"true once a person has agreed to run them again."}},
        "required":["run","confirm"],"additionalProperties":false}
        """,
        new ToolAnnotations { ReadOnlyHint = false, DestructiveHint = false, IdempotentHint = false, OpenWorldHint = true }),
    "It runs the jobs of that commit again, with what they deploy or publish.",
    options,
    audit,
    time,
    logger)
{
    /// <summary>GitHub runs nothing again that is older.</summary>
    private static readonly TimeSpan OldestRun = TimeSpan.FromDays(30);

    protected override string Subject(ToolArguments arguments) => arguments.RunSubject();

    protected override async Task<(JsonElement Answer, string? Detail)> ActAsync(ToolArguments arguments, string client, CancellationToken cancellationToken)
    {
        var asOf = Now;
        var run = await finder.Value.FindAsync(arguments.Run(), arguments.Repository(), cancellationToken);
        Require(run, asOf);
        var listing = await github.Value.ListJobsAsync(run.Repository, run.Id, run.WorkflowPath, cancellationToken);
        var failed = ImmutableArray.CreateRange(listing.Items.Where(job => job.Conclusion is not (null or "success" or "skipped" or "neutral")));
        if (failed.IsEmpty && !listing.Truncated)
        {
            throw new McpException(FormattableString.Invariant($"No job of the run {run.Id} in {run.Repository} failed ({run.Conclusion ?? "no conclusion"}), so none can be run again by this tool."));
        }

        await github.Value.RerunFailedJobsAsync(run.Repository, run.Id, cancellationToken);
        return (
            BoundedAnswer.Of(ChangedRun.Of(
                run,
                failed,
                run.Attempt + 1,
                FormattableString.Invariant($"{Wording.Count(failed.Length, "failed job")} of {VisibleText.Line(run.WorkflowName ?? "the run", 80)} {run.Id} in {run.Repository} {(failed.Length == 1 ? "is" : "are")} queued again as attempt {run.Attempt + 1}."),
                [FormattableString.Invariant($"explain_job with job \"{run.Id}\" and repository \"{run.Repository}\" says how they come on; list_jobs shows all.")],
                asOf,
                Now)),
            FormattableString.Invariant($"{run.Repository} run {run.Id} attempt {run.Attempt + 1}"));
    }

    private static void Require(WorkflowRun run, DateTimeOffset now)
    {
        if (run.Status != "completed")
        {
            throw new McpException(FormattableString.Invariant($"The run {run.Id} in {run.Repository} has not ended (it is {VisibleText.Line(run.Status, 40)}); its failed jobs can be run again once it has. {WritingTools.CancelRun} ends it early."));
        }

        if (now - run.CreatedAt > OldestRun)
        {
            throw new McpException(FormattableString.Invariant($"The run {run.Id} in {run.Repository} is {Wording.Of(now - run.CreatedAt)} old; GitHub runs nothing again after 30 days. Start the workflow anew, by a push or 'gh workflow run'."));
        }
    }
}
