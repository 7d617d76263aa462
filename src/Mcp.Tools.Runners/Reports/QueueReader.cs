using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Reports;

/// <summary>Reads waiting and running jobs from the ledger.</summary>
internal sealed class QueueReader(JobLedger jobs, DecisionLog decisions)
{
    private const int MostJobs = 2000;

    public QueueSnapshot Read(RepositoryName? repository)
    {
        var queued = jobs.List(JobStatus.Queued, MostJobs);
        var running = jobs.List(JobStatus.InProgress, MostJobs);
        return new(
            [.. Present(queued, repository).Select(job => new WaitingJob(job, decisions.Current(job.Id)))],
            [.. Present(running, repository)],
            queued.Count == MostJobs || running.Count == MostJobs);
    }

    /// <summary>A job that a complete reading does not show any more neither waits nor runs, although its end was not seen.</summary>
    private static IEnumerable<WorkflowJob> Present(IEnumerable<ObservedJob> seen, RepositoryName? repository) =>
        seen.Where(job => job.GoneAt is null && (repository is null || job.Job.Repository == repository)).Select(job => job.Job);
}
