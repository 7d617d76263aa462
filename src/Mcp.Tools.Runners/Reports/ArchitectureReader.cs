using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Reports;

/// <summary>Reads the jobs of one status from the ledger.</summary>
internal sealed class ArchitectureReader(JobLedger jobs)
{
    private const int MostJobs = 2000;

    public (IReadOnlyList<ObservedJob> Jobs, bool Cut) Read(JobStatus status, RepositoryName? repository)
    {
        var all = jobs.List(status, MostJobs);
        var present = all.Where(job => (status == JobStatus.Completed || job.GoneAt is null) && (repository is null || job.Job.Repository == repository));
        return (present.ToList(), all.Count == MostJobs);
    }
}
