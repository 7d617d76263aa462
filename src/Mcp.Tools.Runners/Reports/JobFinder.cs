using System.Collections.Immutable;
using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Matching;

namespace Mcp.Tools.Runners.Reports;

/// <summary>Finds the job that is meant: its state from GitHub where that answers, else from the ledger.</summary>
internal sealed class JobFinder(Lazy<GitHubApi> github, JobLedger jobs, TimeProvider time)
{
    private const int MostJobs = 2000;

    private static readonly string[] OpenStatuses = ["in_progress", "queued", "waiting", "pending"];

    /// <exception cref="ReportException">There is no such job, or it is not clear in which repository.</exception>
    /// <exception cref="GitHubException">GitHub does not answer and the ledger does not know the job.</exception>
    public Task<FoundJob> FindAsync(JobReference reference, RepositoryName? repository, CancellationToken cancellationToken) =>
        FindAsync(reference, repository, ended: false, cancellationToken);

    /// <param name="ended">Of a run's jobs the one that failed is meant, not the one that waits.</param>
    /// <inheritdoc cref="FindAsync(JobReference, RepositoryName?, CancellationToken)"/>
    public async Task<FoundJob> FindAsync(JobReference reference, RepositoryName? repository, bool ended, CancellationToken cancellationToken)
    {
        if (reference.Repository is { } named && repository is { } other && named != other)
        {
            throw new ReportException($"The address names {named}, but 'repository' is {other}. Leave 'repository' out.");
        }

        repository = reference.Repository ?? repository;
        return await WithRunAsync(await (reference switch
        {
            { Oldest: true } => RefreshAsync(Oldest(repository), cancellationToken),
            { JobId: { } id } => JobAsync(repository!.Value, id, cancellationToken),
            { RunId: { } id } => RunAsync(repository!.Value, id, ended, cancellationToken),
            _ => NumberAsync(repository, reference.Number!.Value, ended, cancellationToken),
        }), cancellationToken);
    }

    private ObservedJob Oldest(RepositoryName? repository)
    {
        var waiting = jobs.List(JobStatus.Queued, MostJobs).Where(job => job.GoneAt is null && (repository is null || job.Job.Repository == repository));
        return waiting.MinBy(job => new PageKey(job.Job.CreatedAt, job.Job.Id)) ?? throw new ReportException(
            $"The ledger shows no waiting job{(repository is { } one ? $" in {one}" : "")}. queue_status says whether the queues were read lately; else name the job by its id or address.");
    }

    private async Task<FoundJob> NumberAsync(RepositoryName? repository, long number, bool ended, CancellationToken cancellationToken)
    {
        if (jobs.Get(number) is { } known && (repository is null || known.Job.Repository == repository))
        {
            return await RefreshAsync(known, cancellationToken);
        }

        repository ??= jobs.List(JobStatus.Queued, MostJobs).Concat(jobs.List(JobStatus.InProgress, MostJobs))
            .FirstOrDefault(job => job.Job.RunId == number)?.Job.Repository;
        if (repository is not { } one)
        {
            throw new ReportException($"The ledger does not know {number}. Add 'repository' (owner/name), or give the job's address.");
        }

        try
        {
            return await JobAsync(one, number, cancellationToken);
        }
        catch (GitHubException ex) when (ex.Kind == GitHubFailureKind.NotFound)
        {
            return await RunAsync(one, number, ended, cancellationToken);
        }
    }

    private async Task<FoundJob> JobAsync(RepositoryName repository, long id, CancellationToken cancellationToken)
    {
        if (jobs.Get(id) is { } known)
        {
            return await RefreshAsync(known, cancellationToken);
        }

        var job = await github.Value.GetJobAsync(repository, id, cancellationToken);
        return Fresh(await WithPathAsync(job, cancellationToken), observed: null, []);
    }

    private async Task<FoundJob> RunAsync(RepositoryName repository, long runId, bool ended, CancellationToken cancellationToken)
    {
        try
        {
            var run = await github.Value.GetRunAsync(repository, runId, cancellationToken);
            var listing = await github.Value.ListJobsAsync(repository, runId, run.WorkflowPath, cancellationToken);
            var job = MostTelling(listing.Items, ended) ?? throw new ReportException(
                $"The run {runId} in {repository} has no job (status {run.Status}{(run.Conclusion is { } end ? $", {end}" : "")}). A run without jobs waits for its concurrency group, or its workflow file is invalid: look at {run.HtmlUrl}.");
            return Fresh(job, jobs.Get(job.Id), listing.Items.Remove(job));
        }
        catch (GitHubException ex)
        {
            var known = jobs.ListByRun(repository, runId);
            if (MostTelling([.. known.Select(job => job.Job)], ended) is { } job)
            {
                return Stale(known.First(seen => seen.Job.Id == job.Id), ex, [.. known.Select(seen => seen.Job).Where(other => other.Id != job.Id)]);
            }

            if (ex.Kind != GitHubFailureKind.NotFound)
            {
                throw;
            }

            throw new ReportException($"GitHub has no job and no run {runId} in {repository} that this token can see. {ex.Advice}");
        }
    }

    private async Task<FoundJob> RefreshAsync(ObservedJob known, CancellationToken cancellationToken)
    {
        try
        {
            var job = await github.Value.GetJobAsync(known.Job.Repository, known.Job.Id, cancellationToken);
            return Fresh(job with { WorkflowPath = known.Job.WorkflowPath, WorkflowName = job.WorkflowName ?? known.Job.WorkflowName }, known, []);
        }
        catch (GitHubException ex)
        {
            return Stale(known, ex, []);
        }
    }

    /// <summary>What GitHub holds back waits for a job of its run or for another run; only those tell which.</summary>
    private async Task<FoundJob> WithRunAsync(FoundJob found, CancellationToken cancellationToken)
    {
        var job = found.Job;
        if (job.Status != JobStatus.Pending || found.StaleBecause is not null)
        {
            return found;
        }

        try
        {
            var run = await github.Value.GetRunAsync(job.Repository, job.RunId, cancellationToken);
            var all = await github.Value.ListJobsAsync(job.Repository, job.RunId, run.WorkflowPath, cancellationToken);
            var open = await Task.WhenAll(OpenStatuses.Select(status => github.Value.ListRunsAsync(job.Repository, new RunQuery(status, null, Paging.PageSize), cancellationToken)));
            return found with
            {
                Run = run,
                Others = [.. all.Items.Where(other => other.Id != job.Id)],
                InFront =
                [
                    .. open.SelectMany(listing => listing.Items)
                        .Where(other => other.Id != run.Id && other.WorkflowPath == run.WorkflowPath && (other.CreatedAt, other.Id).CompareTo((run.CreatedAt, run.Id)) < 0)
                        .DistinctBy(other => other.Id)
                        .OrderBy(other => other.CreatedAt),
                ],
            };
        }
        catch (GitHubException)
        {
            // The job itself was read; what it waits for stays open then.
            return found;
        }
    }

    /// <summary>The workflow's file is only on the run; it matters where the labels name no architecture.</summary>
    private async Task<WorkflowJob> WithPathAsync(WorkflowJob job, CancellationToken cancellationToken) =>
        job.Status == JobStatus.Queued && !ArchitectureHints.Judge(job.Labels, workflowPath: null, workflowName: null, jobName: null).FromLabels
            ? job with { WorkflowPath = (await github.Value.GetRunAsync(job.Repository, job.RunId, cancellationToken)).WorkflowPath }
            : job;

    /// <summary>
    /// Of a run's jobs the one that is asked about: the oldest that waits, else one that runs, else one that failed; or first one that failed.
    /// </summary>
    private static WorkflowJob? MostTelling(ImmutableArray<WorkflowJob> all, bool ended) => all
        .OrderBy(job => job.Status switch
        {
            JobStatus.Completed when ended => job.Conclusion switch { "failure" or "timed_out" => -3, "success" or "skipped" => -1, _ => -2 },
            JobStatus.Queued => 0,
            JobStatus.Waiting or JobStatus.Pending => 1,
            JobStatus.InProgress => 2,
            _ => job.Conclusion is "success" or "skipped" ? 4 : 3,
        })
        .ThenBy(job => new PageKey(job.CreatedAt, job.Id))
        .FirstOrDefault();

    private FoundJob Fresh(WorkflowJob job, ObservedJob? observed, ImmutableArray<WorkflowJob> others) =>
        new(job, Provenance.Of("github", time.GetUtcNow(), time.GetUtcNow()), observed, StaleBecause: null, others);

    private FoundJob Stale(ObservedJob known, GitHubException failure, ImmutableArray<WorkflowJob> others) =>
        new(known.Job, Provenance.Of(known.Source, known.LastSeenAt, time.GetUtcNow()), known, failure.Message, others);
}
