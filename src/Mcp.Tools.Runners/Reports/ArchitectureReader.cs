using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Reports;

/// <summary>Reads the jobs of a whole scope from the ledger, or those of one run or one job from GitHub where that answers.</summary>
internal sealed class ArchitectureReader(Lazy<RunFinder> runs, Lazy<JobFinder> finder, Lazy<GitHubApi> github, JobLedger jobs, TimeProvider time)
{
    private const int MostJobs = 2000;

    private static readonly JobStatus[] Open = [JobStatus.Queued, JobStatus.InProgress, JobStatus.Waiting, JobStatus.Pending];

    /// <param name="status"><c>queued</c>, <c>in_progress</c>, <c>completed</c>, <c>open</c> (all that have not ended) or <c>all</c>.</param>
    public ArchitectureReading Read(string status, RepositoryName? repository)
    {
        JobStatus[] wanted = status switch
        {
            "open" => Open,
            "all" => [.. Open, JobStatus.Completed, JobStatus.Unknown],
            "in_progress" => [JobStatus.InProgress],
            "completed" => [JobStatus.Completed],
            _ => [JobStatus.Queued],
        };
        var listings = Array.ConvertAll(wanted, one => jobs.List(one, MostJobs));
        var present = listings.SelectMany(all => all)
            .Where(job => (job.Job.Status == JobStatus.Completed || job.GoneAt is null) && (repository is null || job.Job.Repository == repository))
            .DistinctBy(job => job.Job.Id);
        var now = time.GetUtcNow();
        return new([.. present], $"{(status == "all" ? "known" : status)} jobs", Array.Exists(listings, all => all.Count == MostJobs), Named: false, Provenance.Of("ledger", now, now));
    }

    /// <exception cref="ReportException">It is not clear in which repository.</exception>
    /// <exception cref="GitHubException">GitHub does not answer, and the ledger has no job of it.</exception>
    public async Task<ArchitectureReading> ReadRunAsync(JobReference reference, RepositoryName? repository, CancellationToken cancellationToken)
    {
        try
        {
            var run = await runs.Value.FindAsync(reference, repository, cancellationToken);
            var listing = await github.Value.ListJobsAsync(run.Repository, run.Id, run.WorkflowPath, cancellationToken);
            var now = time.GetUtcNow();
            return new([.. listing.Items.Select(job => Fresh(job with { WorkflowName = job.WorkflowName ?? run.WorkflowName }, now))], "jobs of the run", listing.Truncated, Named: true, Provenance.Of("github", now, now));
        }
        catch (GitHubException) when ((reference.Repository ?? repository) is { } where && (reference.RunId ?? reference.Number) is { } id && jobs.ListByRun(where, id) is { Count: > 0 } known)
        {
            return new(known, "jobs of the run", Cut: false, Named: true, Provenance.Of("ledger", known.Max(job => job.LastSeenAt), time.GetUtcNow()));
        }
    }

    /// <exception cref="ReportException">There is no such job.</exception>
    /// <exception cref="GitHubException">GitHub does not answer, and the ledger does not know it.</exception>
    public async Task<ArchitectureReading> ReadJobAsync(JobReference reference, RepositoryName? repository, CancellationToken cancellationToken)
    {
        var found = await finder.Value.FindAsync(reference, repository, cancellationToken);
        return new([found.Observed is { } known ? known with { Job = found.Job } : Fresh(found.Job, found.Seen.AsOf)], "named jobs", Cut: false, Named: true, found.Seen);
    }

    private static ObservedJob Fresh(WorkflowJob job, DateTimeOffset now) => new(job, "github", now, now, GoneAt: null);
}
