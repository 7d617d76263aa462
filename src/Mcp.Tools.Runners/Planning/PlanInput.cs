using System.Collections.Immutable;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Planning;

/// <summary>All that a plan is made from.</summary>
/// <param name="Fleet">Open rows, and those removed since the demand was read: they may have served a job that it still shows as queued.</param>
/// <param name="BackOffs">Pools whose starts failed lately.</param>
/// <param name="Control">What people have told the autoscaler; null: nothing.</param>
internal sealed record PlanInput(
    DateTimeOffset Now,
    Demand Demand,
    ImmutableArray<RunnerInfo> Fleet,
    ImmutableArray<RunnerPool> Pools,
    PlanLimits Limits,
    LauncherStatus Engine,
    ImmutableDictionary<string, BackOff> BackOffs,
    AutoscalerControl? Control)
{
    /// <summary>How long each runner has been in its state, by its id. Not to be had from the rows: the clock may have been set since they were written.</summary>
    public ImmutableDictionary<string, TimeSpan> Ages { get; init; } = ImmutableDictionary<string, TimeSpan>.Empty;
}
