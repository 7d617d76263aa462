using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Lifecycle;

/// <summary>Repositories with open jobs or runners: they are read although nobody has pushed to them lately.</summary>
internal sealed class KnownRepositories(JobLedger jobs, RunnerLedger runners)
{
    private const int Limit = 1_000;

    public IReadOnlyCollection<RepositoryName> List() =>
    [
        .. jobs.List(JobStatus.Queued, Limit).Concat(jobs.List(JobStatus.InProgress, Limit)).Select(observed => observed.Job.Repository)
            .Concat(runners.ListOpen().Select(runner => runner.Repository))
            .Distinct(),
    ];
}
