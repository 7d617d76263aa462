using Mcp.Tools.Runners.GitHub.ScaleSets;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Planning;

/// <summary>What a pool's scale set asks for.</summary>
/// <param name="SetId">The service's id.</param>
/// <param name="AssignedJobs">Jobs that need a runner of the set, running ones included; what counts while it is live.</param>
/// <param name="Repository">Where a runner of the set belongs for which no job is known; null: nobody knows.</param>
internal sealed record ScaleSetDemand(string Name, int SetId, ScaleSetAddress Address, ScaleSetState State, int AssignedJobs, RepositoryName? Repository)
{
    /// <summary>How long a runner that has ended counts for its job, should the service not say that it is over.</summary>
    private static readonly TimeSpan Lag = TimeSpan.FromMinutes(1);

    public bool IsLive => State == ScaleSetState.Live;

    /// <summary>Whether jobs of the repository are the set's, so that none is served over REST beside it.</summary>
    public bool Has(RepositoryName repository) => State != ScaleSetState.Down && Address.Covers(repository);

    /// <summary>
    /// How many of the assigned jobs have their runner. The count comes with the messages and containers end on their own: a runner counts
    /// until the service says that its job is over, so that neither order of the two starts one too many.
    /// </summary>
    public int Serving(IEnumerable<RunnerInfo> fleet, string pool, DateTimeOffset now) =>
        fleet.Count(runner => runner.Pool == pool && runner.ScaleSetId == SetId && runner.JobOverAt is null && Serves(runner, now));

    private static bool Serves(RunnerInfo runner, DateTimeOffset now) => runner.State switch
    {
        RunnerState.Busy => true,
        RunnerState.Reserved or RunnerState.Registered or RunnerState.Created or RunnerState.Started or RunnerState.Online => runner.StopRequestedBy is null,
        RunnerState.Finished or RunnerState.Removed => runner.ExitCode is 0 && runner.FinishedAt <= now && now - runner.FinishedAt < Lag,
        _ => false,
    };
}
