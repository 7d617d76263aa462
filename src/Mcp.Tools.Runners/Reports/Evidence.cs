using System.Collections.Immutable;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Reports;

/// <summary>All that an explanation is made from.</summary>
/// <param name="Current">The decision in force about the job.</param>
/// <param name="History">The decisions about it, oldest first.</param>
/// <param name="Runner">The runner that was started or chosen for it, whatever became of it.</param>
internal sealed record Evidence(Situation Situation, FoundJob Found, Decision? Current, ImmutableArray<Decision> History, RunnerInfo? Runner)
{
    /// <summary>Whether the runner that took it was one of this controller's.</summary>
    public bool RanHere { get; init; }

    public WorkflowJob Job => Found.Job;

    public DateTimeOffset Now => Situation.Now;

    public string RunPage => Job.HtmlUrl?.ToString() ?? FormattableString.Invariant($"the page of run {Job.RunId} in {Job.Repository}");
}
