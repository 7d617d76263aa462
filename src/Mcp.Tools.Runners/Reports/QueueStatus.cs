using System.Collections.Immutable;
using System.ComponentModel;

namespace Mcp.Tools.Runners.Reports;

/// <summary>The answer of <c>queue_status</c>.</summary>
internal sealed record QueueStatus : PagedAnswer
{
    [Description("Jobs that wait for a runner, as last read; absent where that is unknown.")]
    public int? WaitingJobs { get; init; }

    [Description("Jobs that run, as last read; absent where that is unknown.")]
    public int? RunningJobs { get; init; }

    public required DemandReading Demand { get; init; }

    [Description("Where demand comes from, and how each source does; empty: no pass has said so.")]
    public required ImmutableArray<SourceReading> Sources { get; init; }

    [Description("Waiting jobs, grouped by pool, repository and reason; the group that waits longest comes first.")]
    public required ImmutableArray<QueueGroup> Queues { get; init; }

    [Description("The jobs that run, longest first, 20 at most.")]
    public required ImmutableArray<RunningJob> Running { get; init; }

    public required FleetReading Runners { get; init; }

    public required AutoscalerReading Autoscaler { get; init; }

    public required EngineReading Engine { get; init; }

    [Description("The images that are being pulled; runners of the pools that are named wait for them.")]
    public required ImmutableArray<PullReading> Pulls { get; init; }

    public required BudgetReading GithubBudget { get; init; }
}
