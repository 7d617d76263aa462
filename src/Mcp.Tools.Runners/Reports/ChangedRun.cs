using System.Collections.Immutable;
using System.ComponentModel;

namespace Mcp.Tools.Runners.Reports;

/// <summary>The answer of <c>rerun_failed_jobs</c> and <c>cancel_run</c>.</summary>
internal sealed record ChangedRun : Answer
{
    public required long RunId { get; init; }

    public required string Repository { get; init; }

    public required string Workflow { get; init; }

    public required string Title { get; init; }

    [Description("The attempt that is under way now, or that is cancelled.")]
    public required int Attempt { get; init; }

    [Description("The jobs that are concerned, 20 at most.")]
    public required ImmutableArray<string> Jobs { get; init; }

    [Description("How many jobs are concerned.")]
    public required int JobsTotal { get; init; }

    public required string Url { get; init; }

    [Description("The run as it was before.")]
    public required Provenance Seen { get; init; }

    private const int ShownJobs = 20;

    public static ChangedRun Of(GitHub.WorkflowRun run, ImmutableArray<WorkflowJob> jobs, int attempt, string summary, ImmutableArray<string> nextSteps, DateTimeOffset asOf, DateTimeOffset now) => new()
    {
        Summary = summary,
        NextSteps = nextSteps,
        RunId = run.Id,
        Repository = run.Repository.ToString(),
        Workflow = VisibleText.Line(run.WorkflowName ?? run.WorkflowPath ?? "unnamed", 100),
        Title = VisibleText.Line(run.Title, 100),
        Attempt = attempt,
        Jobs = [.. jobs.Take(ShownJobs).Select(job => VisibleText.Line(job.Name, 100))],
        JobsTotal = jobs.Length,
        Url = run.HtmlUrl.ToString(),
        Seen = Provenance.Of("github", asOf, now),
    };
}
