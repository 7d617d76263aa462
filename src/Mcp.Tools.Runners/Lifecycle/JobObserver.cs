using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Matching;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mcp.Tools.Runners.Lifecycle;

/// <summary>Keeps the jobs of the ledger true: what was read, which runner took which job, and how jobs ended that are in no queue any more.</summary>
internal sealed partial class JobObserver(
    JobLedger jobs, RunnerLedger runners, RunnerLife life, GitHubApi gitHub, IOptions<RunnersOptions> options, ILogger<JobObserver> logger)
{
    private const int OpenJobsLimit = 10_000;

    /// <summary>Runs that are asked for in one pass because their jobs have left the queue; the rest follows in the next.</summary>
    private const int RunsAPass = 25;

    private static readonly TimeSpan UnwatchedKept = TimeSpan.FromDays(1);

    public async Task ObserveAsync(Demand demand, CancellationToken cancellationToken)
    {
        if (demand.Quality == DemandQuality.Unknown)
        {
            return;
        }

        // Jobs of a kept reading were written down when it was read.
        jobs.Upsert([.. demand.Jobs.Where(job => !demand.ReadAt.ContainsKey(job.Repository))], demand.Source, demand.AsOf);
        await FollowUpAsync(demand, cancellationToken);
    }

    /// <summary>A job that runs names its runner. So does one that has ended: a runner that was not seen with it yet has had it.</summary>
    public void JoinRunners(Demand demand)
    {
        var byName = demand.Jobs.Where(job => job is { Status: JobStatus.InProgress or JobStatus.Completed, RunnerName: not null }).ToLookup(job => job.RunnerName!, StringComparer.Ordinal);
        if (byName.Count == 0)
        {
            return;
        }

        foreach (var row in runners.ListOpen())
        {
            if (byName[row.Name].FirstOrDefault() is { } job && TellsOf(row, job) && RunnerTransitions.Next(row.State, RunnerEvent.SeenBusy) is not null)
            {
                var verb = job.Status == JobStatus.InProgress ? "runs" : "ran";
                life.Apply(row, RunnerEvent.SeenBusy, new() { JobId = job.Id, BusyAt = job.StartedAt ?? demand.AsOf, Reason = $"It {verb} job {job.Id} ({job.Name})." });
            }
        }
    }

    /// <summary>What is being deregistered is brought back by a job that runs, not by one that is over.</summary>
    private static bool TellsOf(RunnerInfo runner, WorkflowJob job) => job.Status == JobStatus.InProgress || runner.State != RunnerState.Retiring;

    private async Task FollowUpAsync(Demand demand, CancellationToken cancellationToken)
    {
        if (Unwatched(demand.AsOf) is { Count: > 0 } unwatched)
        {
            jobs.MarkGone(unwatched, demand.AsOf);
        }

        // A cut listing does no harm here: each run is asked for itself.
        var seen = demand.Jobs.Select(job => job.Id).ToHashSet();
        var left = jobs.List(JobStatus.Queued, OpenJobsLimit).Concat(jobs.List(JobStatus.InProgress, OpenJobsLimit))
            .Where(observed => observed.GoneAt is null && !seen.Contains(observed.Job.Id) && !demand.Unread.ContainsKey(observed.Job.Repository)
                && !demand.ReadAt.ContainsKey(observed.Job.Repository) && RepositoryPolicy.Watches(observed.Job.Repository, options.Value))
            .GroupBy(observed => (observed.Job.Repository, observed.Job.RunId, observed.Job.WorkflowPath))
            .Take(RunsAPass);
        await Task.WhenAll(left.Select(run => FollowUpAsync(run.Key.Repository, run.Key.RunId, run.Key.WorkflowPath, [.. run], demand.AsOf, cancellationToken)));
    }

    /// <summary>A webhook may tell of repositories that are not served. Nobody asks how their jobs go on; GitHub drops them after a day.</summary>
    private List<long> Unwatched(DateTimeOffset now) => options.Value.Repositories.Count == 0 ? [] :
    [
        .. jobs.List(JobStatus.Queued, OpenJobsLimit).Concat(jobs.List(JobStatus.InProgress, OpenJobsLimit))
            .Where(observed => observed.Job.CreatedAt < now - UnwatchedKept && !RepositoryPolicy.Watches(observed.Job.Repository, options.Value))
            .Select(observed => observed.Job.Id),
    ];

    private async Task FollowUpAsync(
        RepositoryName repository, long runId, string? workflowPath, IReadOnlyList<ObservedJob> left, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        try
        {
            var listing = await gitHub.ListJobsAsync(repository, runId, workflowPath, cancellationToken);
            jobs.Upsert(listing.Items, "follow-up", listing.AsOf);
            var found = listing.Items.Select(job => job.Id).ToHashSet();
            if (!listing.Truncated && left.Where(observed => !found.Contains(observed.Job.Id)).Select(observed => observed.Job.Id).ToList() is { Count: > 0 } gone)
            {
                // A re-run has new job ids: the old ones are in no listing of the latest attempt any more.
                jobs.MarkGone(gone, asOf);
            }
        }
        catch (GitHubException ex) when (ex.Kind == GitHubFailureKind.NotFound)
        {
            jobs.MarkGone([.. left.Select(observed => observed.Job.Id)], asOf);
        }
        catch (GitHubException ex)
        {
            LogNotFollowed(repository, runId, ex.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "How the jobs of run {RunId} in {Repository} ended could not be read: {Problem}")]
    private partial void LogNotFollowed(RepositoryName repository, long runId, string problem);
}
