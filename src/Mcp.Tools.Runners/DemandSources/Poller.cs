using Mcp.Tools.Runners.GitHub;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.DemandSources;

/// <summary>
/// Reads the queues over REST: the runs that wait or run, then their jobs; completed runs are never listed. All requests are
/// conditional and their addresses stay the same for a day, so that a pass over unchanged queues costs nothing of the budget.
/// </summary>
/// <param name="remembered">Repositories to read beside the recently pushed ones, where none are configured.</param>
internal sealed partial class Poller(
    GitHubApi github,
    RunnersOptions options,
    Func<IReadOnlyCollection<RepositoryName>> remembered,
    TimeProvider time,
    ILogger<Poller> logger) : IDemandSource
{
    private const string Source = "poller";
    private static readonly string[] ActiveStatuses = ["queued", "in_progress"];

    private readonly UnseenRepositories _unseen = new(time);

    public async Task<Demand> ReadAsync(CancellationToken cancellationToken)
    {
        var asOf = time.GetUtcNow();
        List<RepositoryName> known = [];
        try
        {
            known = Known();
            var (readings, truncated) = await RepositoriesAsync(known, asOf, cancellationToken);
            await ReadRunsAsync(readings, asOf, cancellationToken);
            await Task.WhenAll(ReadJobsAsync(readings, cancellationToken), ReadVisibilityAsync(readings, cancellationToken));
            return DemandReading.Combine(Source, asOf, readings, truncated);
        }
        catch (Exception ex) when (!cancellationToken.IsCancellationRequested)
        {
            NothingRead(Unexpected(ex), ReasonOf(ex));
            return DemandReading.Unknown(Source, asOf, ReasonOf(ex), known);
        }
    }

    private async Task<(List<QueueReading> Readings, bool Truncated)> RepositoriesAsync(
        List<RepositoryName> known, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        if (options.Repositories.Count > 0)
        {
            return ([.. known.Select(repository => new QueueReading(repository))], false);
        }

        var listing = await github.ListRepositoriesAsync(asOf - options.Window, cancellationToken);
        var pushed = listing.Items.Where(repository => !repository.Archived).Select(repository => new QueueReading(repository.Name, !repository.Private));
        return ([.. pushed.Concat(known.Select(repository => new QueueReading(repository))).DistinctBy(reading => reading.Repository)], listing.Truncated);
    }

    /// <summary>The repositories that are known without asking GitHub.</summary>
    private List<RepositoryName> Known() => options.Repositories.Count > 0
        ? options.Repositories.Select(RepositoryName.Parse).Distinct().ToList()
        : remembered().Distinct().ToList();

    private Task ReadRunsAsync(List<QueueReading> readings, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        // From the start of that day on, not to the second: an address that moves with the clock would never be answered 304.
        var since = new DateTimeOffset((asOf - options.Window).UtcDateTime.Date, TimeSpan.Zero);
        var listings = readings.SelectMany(reading => ActiveStatuses.Select(status => (reading, status)));
        return EachAsync(
            listings,
            async (listing, token) =>
            {
                var (reading, status) = listing;
                if (_unseen.ReasonFor(reading.Repository) is { } reason)
                {
                    reading.Fail(reason);
                    return;
                }

                var query = new RunQuery(status, since, Paging.MaxItems);
                reading.AddRuns(await github.ListRunsAsync(reading.Repository, query, token));
            },
            listing => listing.reading,
            cancellationToken);
    }

    private Task ReadJobsAsync(List<QueueReading> readings, CancellationToken cancellationToken) => EachAsync(
        readings.SelectMany(reading => reading.Runs.Select(run => (reading, run))).ToList(),
        async (entry, token) =>
        {
            try
            {
                var (reading, run) = entry;
                reading.AddJobs(await github.ListJobsAsync(reading.Repository, run.Id, run.WorkflowPath, token));
            }
            catch (GitHubException ex) when (ex.Kind == GitHubFailureKind.NotFound)
            {
                // The run was deleted since it was listed: it has no jobs that wait.
                RunGone(entry.run.Id, entry.reading.Repository);
            }
        },
        entry => entry.reading,
        cancellationToken);

    /// <summary>Where something waits it matters whether everybody may make it wait. The listing of repositories says so of those that are in it.</summary>
    private Task ReadVisibilityAsync(List<QueueReading> readings, CancellationToken cancellationToken) => EachAsync(
        readings.Where(reading => reading is { IsPublic: null, Runs.Count: > 0 }).ToList(),
        async (reading, token) => reading.IsPublic = !(await github.GetRepositoryAsync(reading.Repository, token)).Private,
        reading => reading,
        cancellationToken);

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
            reason = _unseen.Add(reading.Repository, reason);
        }

        if (reading.Fail(reason))
        {
            NotRead(Unexpected(exception), reading.Repository, reason);
        }
    }

    /// <summary>A failure of GitHub says all in its sentence; a stack is for what nobody thought of.</summary>
    private static Exception? Unexpected(Exception exception) => exception is GitHubException or FormatException ? null : exception;

    private static string ReasonOf(Exception exception) => Unexpected(exception) is null
        ? exception.Message
        : $"Reading the queues failed unexpectedly ({exception.GetType().Name}). Look into the log.";

    [LoggerMessage(Level = LogLevel.Warning, Message = "The queues could not be read: {Reason}")]
    private partial void NothingRead(Exception? exception, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The queue of {Repository} could not be read: {Reason}")]
    private partial void NotRead(Exception? exception, RepositoryName repository, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Run {RunId} of {Repository} was deleted while the queues were read.")]
    private partial void RunGone(long runId, RepositoryName repository);
}
