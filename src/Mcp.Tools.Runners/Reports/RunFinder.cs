using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Reports;

/// <summary>Finds the run that is meant, as GitHub has it now.</summary>
internal sealed class RunFinder(Lazy<GitHubApi> github, Lazy<JobLedger> jobs)
{
    private const int MostJobs = 2000;

    /// <exception cref="ReportException">It is not clear in which repository.</exception>
    /// <exception cref="GitHubException">GitHub does not answer, or has no such run.</exception>
    public async Task<WorkflowRun> FindAsync(JobReference reference, RepositoryName? repository, CancellationToken cancellationToken)
    {
        if (reference.Repository is { } named && repository is { } other && named != other)
        {
            throw new ReportException($"The address names {named}, but 'repository' is {other}. Leave 'repository' out.");
        }

        if (reference is { RunId: null, JobId: { } jobId })
        {
            var job = await github.Value.GetJobAsync(reference.Repository!.Value, jobId, cancellationToken);
            return await github.Value.GetRunAsync(job.Repository, job.RunId, cancellationToken);
        }

        var runId = reference.RunId ?? reference.Number ?? throw new ReportException("'oldest' names a job. Name the run by its id or address.");
        var where = reference.Repository ?? repository ?? Known(runId)
            ?? throw new ReportException(FormattableString.Invariant($"The ledger does not know the run {runId}. Add 'repository' (owner/name), or give the run's address."));
        return await github.Value.GetRunAsync(where, runId, cancellationToken);
    }

    private RepositoryName? Known(long runId) => Enum.GetValues<JobStatus>()
        .SelectMany(status => jobs.Value.List(status, MostJobs))
        .FirstOrDefault(job => job.Job.RunId == runId)?.Job.Repository;
}
