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

/// <summary><c>cancel_run</c>: has GitHub cancel a run, whatever of it waits or runs.</summary>
internal sealed class CancelRunTool(
    Lazy<RunFinder> finder, Lazy<GitHubApi> github, IOptions<RunnersOptions> options, Lazy<AuditLog> audit, TimeProvider time, ILogger<CancelRunTool> logger) : WritingTool(
    ToolDefinition.Build(
        WritingTools.CancelRun,
        "Cancel a workflow run",
        "Has GitHub cancel a GitHub Actions run: its waiting jobs are dropped, its running ones are stopped, on this host's runners and on others. Use it for a run that hangs or is not wanted any more; it is also what ends a busy runner. GitHub takes a moment for it. Off unless the server was started with '--allow cancel_run'; the token needs 'Actions: write'.",
        """
        {"type":"object","properties":{
        "run":{"type":"string","description":"A run id, or the address of a run or of one of its jobs on GitHub.","minLength":1,"maxLength":500},
        "repository":{"type":"string","description":"owner/name. Needed for an id that the ledger does not know.","maxLength":201},
        "confirm":{"type":"boolean","description":"true once a person has agreed to cancel it."}},
        "required":["run","confirm"],"additionalProperties":false}
        """,
        new ToolAnnotations { ReadOnlyHint = false, DestructiveHint = true, IdempotentHint = true, OpenWorldHint = true }),
    "It stops the run's jobs where they are; what they have done stays half done.",
    options,
    audit,
    time,
    logger)
{
    protected override string Subject(ToolArguments arguments) => arguments.RunSubject();

    protected override async Task<(JsonElement Answer, string? Detail)> ActAsync(ToolArguments arguments, string client, CancellationToken cancellationToken)
    {
        var asOf = Now;
        var run = await finder.Value.FindAsync(arguments.Run(), arguments.Repository(), cancellationToken);
        if (run.Status == "completed")
        {
            throw Ended(run, run.Conclusion);
        }

        var listing = await github.Value.ListJobsAsync(run.Repository, run.Id, run.WorkflowPath, cancellationToken);
        var open = ImmutableArray.CreateRange(listing.Items.Where(job => job.Status != JobStatus.Completed));
        try
        {
            await github.Value.CancelRunAsync(run.Repository, run.Id, cancellationToken);
        }
        catch (GitHubException ex) when (ex.Kind == GitHubFailureKind.Conflict)
        {
            throw Ended(run, conclusion: null);
        }

        return (
            BoundedAnswer.Of(ChangedRun.Of(
                run,
                open,
                run.Attempt,
                FormattableString.Invariant($"GitHub was told to cancel {VisibleText.Line(run.WorkflowName ?? "the run", 80)} {run.Id} in {run.Repository}: {Wording.Count(open.Length, "open job")}. What waits is dropped, what runs is stopped within moments; a runner of this host ends with its job."),
                [FormattableString.Invariant($"explain_job with job \"{run.Id}\" and repository \"{run.Repository}\" shows when it has ended."), "A job that ignores it for 5 minutes is killed by GitHub."],
                asOf,
                Now)),
            FormattableString.Invariant($"{run.Repository} run {run.Id}"));
    }

    private static McpException Ended(WorkflowRun run, string? conclusion) => new(FormattableString.Invariant(
        $"The run {run.Id} in {run.Repository} has ended {(conclusion is null ? "meanwhile" : $"already ({conclusion})")}; there is nothing to cancel."));
}
