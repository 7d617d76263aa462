using Mcp.Tools.Runners.GitHub;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.DemandSources;

/// <summary>The requests of a pass: the runs that wait or run, then their jobs. A failure of one is noted in its reading; the others go on.</summary>
internal sealed partial class QueueRequests(GitHubApi github, RunnersOptions options, TimeProvider time, ILogger logger)
{
    private readonly UnseenRepositories _unseen = new(time);

    /// <summary>
    /// Without a bound on the time in the address: it stays the same for ever, and so does the kept answer; and a run of last month that
    /// is run again today is listed.
    /// </summary>
    public Task ReadRunsAsync(IReadOnlyDictionary<QueueReading, PollTurn> turns, CancellationToken cancellationToken) => EachAsync(
        turns.SelectMany(entry => Statuses(entry.Value).Select(status => (reading: entry.Key, status))),
        async (listing, token) =>
        {
            var (reading, status) = listing;
            if (_unseen.ReasonFor(reading.Repository) is { } reason)
            {
                reading.MarkUnseen();
                reading.Fail(reason);
                return;
            }

            var runs = await github.ListRunsAsync(reading.Repository, new RunQuery(status, CreatedSince: null, Paging.MaxItems), token);
            reading.AddRuns(runs with { Items = [.. runs.Items.Where(run => !IsStuck(run, reading.AsOf))] });
        },
        listing => listing.reading,
        cancellationToken);

    /// <summary>Reads the jobs of the runs; what is left for the next pass makes the reading a floor.</summary>
    public async Task ReadJobsAsync(
        IReadOnlyCollection<QueueReading> readings, Func<RepositoryName, PolledRepository> memory, CancellationToken cancellationToken)
    {
        List<HydrationTurn> runs = [.. readings.SelectMany(reading => reading.Runs
            .Select(run => new HydrationTurn(reading, run, memory(reading.Repository).JobsOf(run.Id)?.AsOf)))];
        var turns = Hydration.Choose(runs);
        await EachAsync(turns, (turn, token) => ReadJobsAsync(turn, memory(turn.Reading.Repository), token), turn => turn.Reading, cancellationToken);
        foreach (var (reading, run, _) in runs)
        {
            if (memory(reading.Repository).JobsOf(run.Id) is { } jobs)
            {
                reading.AddJobs(jobs.Jobs.Where(job => !IsStuck(job, reading.AsOf)));
            }

            if (memory(reading.Repository).JobsOf(run.Id) is null or { Truncated: true })
            {
                reading.MarkFloor();
            }
        }
    }

    /// <summary>Where something waits it matters whether everybody may make it wait. The listing of repositories says so of those that are in it.</summary>
    public Task ReadVisibilityAsync(IReadOnlyCollection<QueueReading> readings, CancellationToken cancellationToken) => EachAsync(
        readings.Where(reading => reading is { IsPublic: null, Runs.Count: > 0 }).ToList(),
        async (reading, token) => reading.IsPublic = !(await github.GetRepositoryAsync(reading.Repository, token)).Private,
        reading => reading,
        cancellationToken);

    /// <summary>A failure of GitHub says all in its sentence; a stack is for what nobody thought of.</summary>
    public static Exception? Unexpected(Exception exception) => exception is GitHubException or FormatException ? null : exception;

    public static string ReasonOf(Exception exception) => Unexpected(exception) is null
        ? exception.Message
        : $"Reading the queues failed unexpectedly ({exception.GetType().Name}). Look into the log.";

    private static string[] Statuses(PollTurn turn) => turn.Running ? ["queued", "in_progress"] : ["queued"];

    private async Task ReadJobsAsync(HydrationTurn turn, PolledRepository repository, CancellationToken cancellationToken)
    {
        try
        {
            var listing = await github.ListJobsAsync(repository.Name, turn.Run.Id, turn.Run.WorkflowPath, cancellationToken);
            repository.Keep(turn.Run.Id, new(listing.Items, listing.Truncated, turn.Reading.AsOf));
        }
        catch (GitHubException ex) when (ex.Kind == GitHubFailureKind.NotFound)
        {
            // The run was deleted since it was listed: it has no jobs that wait.
            repository.Keep(turn.Run.Id, new([], Truncated: false, turn.Reading.AsOf));
            RunGone(turn.Run.Id, repository.Name);
        }
        catch (Exception ex) when (!cancellationToken.IsCancellationRequested)
        {
            // What it said earlier is no reading of this pass.
            repository.Drop(turn.Run.Id);
            Failed(turn.Reading, ex);
        }
    }

    /// <summary>GitHub gives up a job that nobody takes for a day; a run that still says "queued" after that is stuck there.</summary>
    private bool IsStuck(WorkflowRun run, DateTimeOffset asOf) => run.Status != "in_progress" && run.UpdatedAt < asOf - options.Window;

    private bool IsStuck(WorkflowJob job, DateTimeOffset asOf) => job.Status == JobStatus.Queued && job.CreatedAt < asOf - options.Window;

    /// <summary>No more at once than requests may be: a user's request then waits behind few.</summary>
    private Task EachAsync<T>(
        IEnumerable<T> entries, Func<T, CancellationToken, Task> read, Func<T, QueueReading> readingOf, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            entries,
            new ParallelOptions { MaxDegreeOfParallelism = options.GitHub.MaxConcurrentRequests, CancellationToken = cancellationToken },
            async (entry, token) =>
            {
                try
                {
                    await read(entry, token);
                }
                catch (Exception ex) when (!token.IsCancellationRequested)
                {
                    Failed(readingOf(entry), ex);
                }
            });

    private void Failed(QueueReading reading, Exception exception)
    {
        var reason = ReasonOf(exception);
        if (exception is GitHubException { Kind: GitHubFailureKind.NotFound or GitHubFailureKind.Forbidden })
        {
            reading.MarkUnseen();
            reason = _unseen.Add(reading.Repository, reason);
        }

        if (reading.Fail(reason))
        {
            NotRead(Unexpected(exception), reading.Repository, reason);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The queue of {Repository} could not be read: {Reason}")]
    private partial void NotRead(Exception? exception, RepositoryName repository, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Run {RunId} of {Repository} was deleted while the queues were read.")]
    private partial void RunGone(long runId, RepositoryName repository);
}
