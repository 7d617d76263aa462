using System.Collections.Immutable;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Matching;

namespace Mcp.Tools.Runners.Planning;

/// <summary>All that a plan is made from.</summary>
/// <param name="Fleet">Open rows, and those removed since the demand was read: they may have served a job that it still shows as queued.</param>
/// <param name="Breakers">Where starts failed lately.</param>
/// <param name="Control">What people have told the autoscaler; null: nothing.</param>
internal sealed record PlanInput(
    DateTimeOffset Now,
    Demand Demand,
    ImmutableArray<RunnerInfo> Fleet,
    ImmutableArray<RunnerPool> Pools,
    PlanLimits Limits,
    LauncherStatus Engine,
    ImmutableArray<Breaker> Breakers,
    AutoscalerControl? Control)
{
    /// <summary>What GitHub's listings of runners did not say.</summary>
    public RunnersSeen Runners { get; init; } = RunnersSeen.Everything;

    /// <summary>Repositories that may not run code here, with the reason and the remedy.</summary>
    public ImmutableDictionary<RepositoryName, JobMatch> Refused { get; init; } = ImmutableDictionary<RepositoryName, JobMatch>.Empty;

    /// <summary>How long a runner is in its state, by a clock that nobody sets; what is missing is taken from the row.</summary>
    public ImmutableDictionary<string, TimeSpan> Ages { get; init; } = ImmutableDictionary<string, TimeSpan>.Empty;

    /// <summary>What the runners' volumes hold, by the runner's id; one that was not measured is not in it.</summary>
    public ImmutableDictionary<string, DiskUse> Disks { get; init; } = ImmutableDictionary<string, DiskUse>.Empty;

    /// <summary>What the pools' scale sets ask for, by pool; a pool without one, or whose set nobody listens to, is not in it.</summary>
    public ImmutableDictionary<string, ScaleSetDemand> ScaleSets { get; init; } = ImmutableDictionary<string, ScaleSetDemand>.Empty;

    /// <summary>The set of the pool, if jobs of the repository are its; null: they are served over REST.</summary>
    public ScaleSetDemand? SetFor(string pool, RepositoryName repository) =>
        ScaleSets.TryGetValue(pool, out var set) && set.Has(repository) ? set : null;

    /// <summary>How long the runner is in its state.</summary>
    public TimeSpan AgeOf(RunnerInfo runner) => Ages.TryGetValue(runner.Id, out var age) ? age : Now - runner.StateSince;
}
