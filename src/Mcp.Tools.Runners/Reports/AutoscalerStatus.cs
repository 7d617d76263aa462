using System.Collections.Immutable;
using System.ComponentModel;

namespace Mcp.Tools.Runners.Reports;

/// <summary>The answer of <c>autoscaler_status</c>.</summary>
internal sealed record AutoscalerStatus : Answer
{
    [Description("Whether a process holds the lease and acts.")]
    public required bool Alive { get; init; }

    [Description("The lease of the holder, or of the last one; absent where there was never one.")]
    public LeaseReading? Lease { get; init; }

    [Description("What people have told it with set_autoscaler; absent: nothing.")]
    public ControlReading? Control { get; init; }

    public required long PollIntervalSeconds { get; init; }

    public DateTimeOffset? NextPassDue { get; init; }

    [Description("The last passes, newest first, 10 at most.")]
    public required ImmutableArray<PassDetail> Passes { get; init; }

    public required DemandReading Demand { get; init; }

    [Description("Where demand comes from, and how each source does; empty: no pass has said so.")]
    public required ImmutableArray<SourceReading> Sources { get; init; }

    [Description("The decisions in force about waiting jobs, most jobs first.")]
    public required ImmutableArray<DecisionCount> Decisions { get; init; }

    [Description("Whether there are more decisions, or more waiting jobs, than these.")]
    public required bool DecisionsCut { get; init; }

    [Description("Where starts fail, and when the next one is tried; empty: nowhere.")]
    public required ImmutableArray<BreakerReading> Breakers { get; init; }

    [Description("Runners whose containers are not as they were created: somebody has changed them since; empty: none.")]
    public required ImmutableArray<DriftReading> Drift { get; init; }

    public required FleetReading Runners { get; init; }

    public required CapacityReading Capacity { get; init; }

    public required EngineReading Engine { get; init; }

    [Description("The image of each pool: which one exactly, how old, and the runner inside.")]
    public required ImmutableArray<ImageReading> Images { get; init; }

    [Description("The pulls under way; runners of the pools that are named wait for them.")]
    public required ImmutableArray<PullReading> Pulls { get; init; }

    [Description("The pools that are scale sets: GitHub pushes their jobs.")]
    public required ImmutableArray<ScaleSetDetail> ScaleSets { get; init; }

    public required BudgetReading GithubBudget { get; init; }

    [Description("The lease, the passes and the decisions, as the ledger has them.")]
    public required Provenance Seen { get; init; }
}
