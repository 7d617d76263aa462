using System.Collections.Immutable;
using System.ComponentModel;

namespace Mcp.Tools.Runners.Reports;

/// <summary>The answer of <c>runner_history</c>.</summary>
internal sealed record EndedRunnerList : PagedAnswer
{
    [Description("Only runners that ended at or after it.")]
    public required DateTimeOffset Since { get; init; }

    public required Provenance Seen { get; init; }

    [Description("How many ended after a job, without one, or failed; outcomes without a runner are left out.")]
    public required ImmutableSortedDictionary<string, int> ByOutcome { get; init; }

    [Description("How many failed.")]
    public required int Failed { get; init; }

    [Description("From container start to online. 'Online' is when a pass first saw it, so a number may be late by up to the time between two passes.")]
    public required StartTimes StartToOnline { get; init; }

    [Description("Whether more rows exist than were read, so that all totals are of the newest ones only.")]
    public required bool RowsCut { get; init; }

    [Description("The runners, last ended first.")]
    public required ImmutableArray<RunnerLifetime> Runners { get; init; }
}
