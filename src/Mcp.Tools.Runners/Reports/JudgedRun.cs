using System.Collections.Immutable;
using System.ComponentModel;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Reports;

/// <summary>A run with the verdicts on its jobs.</summary>
internal sealed record JudgedRun
{
    public required long RunId { get; init; }

    public required string Repository { get; init; }

    public string? Workflow { get; init; }

    [Description("fits: all its jobs do. partly: some do. none: no job does.")]
    public required string Verdict { get; init; }

    [Description("Its jobs by verdict.")]
    public required ImmutableSortedDictionary<string, int> Jobs { get; init; }

    [Description("When its oldest job was queued.")]
    public required DateTimeOffset CreatedAt { get; init; }

    public static IEnumerable<JudgedRun> Of(IEnumerable<ObservedJob> seen, IEnumerable<JudgedJob> judged) => seen.Zip(judged)
        .GroupBy(item => (item.First.Job.Repository, item.First.Job.RunId))
        .Select(run => new JudgedRun
        {
            RunId = run.Key.RunId,
            Repository = run.Key.Repository.ToString(),
            Workflow = run.Select(item => item.First.Job.WorkflowName ?? item.First.Job.WorkflowPath).FirstOrDefault(name => name is not null) is { } workflow ? VisibleText.Line(workflow, 100) : null,
            Verdict = run.All(item => item.Second.Verdict == ArchitectureReport.Fits) ? ArchitectureReport.Fits : run.Any(item => item.Second.Verdict == ArchitectureReport.Fits) ? "partly" : "none",
            Jobs = run.GroupBy(item => item.Second.Verdict).ToImmutableSortedDictionary(same => same.Key, same => same.Count(), StringComparer.Ordinal),
            CreatedAt = run.Min(item => item.First.Job.CreatedAt),
        });
}
