using System.Collections.Concurrent;
using System.Collections.Immutable;
using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Matching;
using Microsoft.Extensions.Options;

namespace Mcp.Tools.Runners.Reports;

/// <summary>Reads failed runs and their jobs from GitHub, everything at once; <see cref="GitHubApi"/> bounds what is under way.</summary>
internal sealed class FailedRunsReader(Lazy<GitHubApi> github, FailedJobLogs logs, IOptions<RunnersOptions> options, TimeProvider time)
{
    /// <summary>Runs that are listed, and looked into, at most.</summary>
    public const int MostRuns = 500;

    /// <summary>Runs that are looked into beyond the page, so that the counts by architecture cover an ordinary day.</summary>
    private const int LookedInto = 100;

    private const int Remembered = 2000;

    private readonly ConcurrentDictionary<(long RunId, int Attempt), RunJobs> _ended = new();

    /// <exception cref="GitHubException">Nothing could be read.</exception>
    public async Task<FailedRunsReading> ReadAsync(FailedRunsQuestion question, CancellationToken cancellationToken)
    {
        var asOf = time.GetUtcNow();
        var (repositories, cutRepositories) = await RepositoriesAsync(question, cancellationToken);
        var listings = await ListAsync(repositories, question, question.Until, cancellationToken);
        var cut = IsCut(listings);
        if (cut && question.After is { } deep && Newest(listings).Count(run => FailedRuns.Key(run).CompareTo(deep) < 0) <= question.Limit)
        {
            // The page begins where the list was cut: ask for what lies before its last entry, and keep the rest for the counts.
            var older = await ListAsync(repositories, question, deep.At, cancellationToken);
            cut = IsCut(older);
            listings = [.. listings, .. older];
        }

        var all = Newest(listings).ToList();
        var runs = Bounded(all, question.After);
        var detailed = question.Architecture is not null
            ? runs
            : [.. Following(runs, question.After).Take(Math.Max(question.Limit, LookedInto))];
        var jobs = (await Task.WhenAll(detailed.Select(run => JobsAsync(run, cancellationToken)))).ToImmutableDictionary(entry => entry.RunId, entry => entry.Jobs);
        return new(
            runs,
            jobs,
            cutRepositories || cut || runs.Length < all.Count,
            [.. listings.Where(listing => listing.Failure is null).Select(listing => listing.Repository).Distinct()],
            [.. listings.Where(listing => listing.Failure is not null).DistinctBy(listing => listing.Repository).Select(listing => (listing.Repository.ToString(), listing.Failure!.Message))],
            asOf)
        {
            Logs = question.Logs ? await LogsAsync(runs, jobs, question, cancellationToken) : ImmutableDictionary<long, FailedJobLog>.Empty,
        };
    }

    /// <summary>The runs of the page, if it has none to leave out, with the first job that failed in each.</summary>
    private Task<ImmutableDictionary<long, FailedJobLog>> LogsAsync(
        ImmutableArray<WorkflowRun> runs, ImmutableDictionary<long, RunJobs> jobs, FailedRunsQuestion question, CancellationToken cancellationToken) => logs.ReadAsync(
            Following(runs, question.After)
                .Select(run => FailedRuns.Failed(jobs.GetValueOrDefault(run.Id)).FirstOrDefault(job => question.Architecture is not { } wanted || FailedRuns.AsksFor(run, job, wanted)))
                .OfType<WorkflowJob>()
                .Take(question.Limit),
            cancellationToken);

    private static bool IsCut(IEnumerable<RepositoryListing> listings) => listings.Any(listing => listing.Cut);

    private static IEnumerable<WorkflowRun> Newest(IEnumerable<RepositoryListing> listings) =>
        listings.SelectMany(listing => listing.Runs).DistinctBy(run => run.Id).OrderByDescending(FailedRuns.Key);

    private static IEnumerable<WorkflowRun> Following(IEnumerable<WorkflowRun> runs, PageKey? after) =>
        after is not { } last ? runs : runs.Where(run => FailedRuns.Key(run).CompareTo(last) < 0);

    /// <summary>So many from the page on, beside those of the pages before.</summary>
    private static ImmutableArray<WorkflowRun> Bounded(List<WorkflowRun> all, PageKey? after) =>
        [.. all.Except(Following(all, after)), .. Following(all, after).Take(MostRuns)];

    private async Task<RepositoryListing[]> ListAsync(
        ImmutableArray<RepositoryName> repositories, FailedRunsQuestion question, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        var listings = await Task.WhenAll(repositories.Select(repository => ListAsync(repository, question, until, cancellationToken)));
        if (listings.Length > 0 && Array.TrueForAll(listings, listing => listing.Failure is not null))
        {
            // An empty list would say "none failed".
            throw listings[0].Failure!;
        }

        return listings;
    }

    private async Task<(ImmutableArray<RepositoryName> Names, bool Cut)> RepositoriesAsync(FailedRunsQuestion question, CancellationToken cancellationToken)
    {
        if (question.Repository is { } one)
        {
            return ([one], false);
        }

        if (options.Value.Repositories is { Count: > 0 } chosen)
        {
            return ([.. chosen.Select(RepositoryName.Parse).Distinct().Where(name => RepositoryFilter.Serves(name, options.Value))], false);
        }

        // A run may be of a push before the time that is asked for, but not by more than the window that is served.
        var listing = await github.Value.DiscoverAsync(options.Value, question.Since - options.Value.Window, cancellationToken);
        return ([.. listing.Items.Select(repository => repository.Name)], listing.Truncated);
    }

    private async Task<RepositoryListing> ListAsync(
        RepositoryName repository, FailedRunsQuestion question, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        try
        {
            var listings = await Task.WhenAll(question.Conclusions.Select(conclusion =>
                github.Value.ListRunsAsync(repository, new RunQuery(conclusion, question.Since, MostRuns) { CreatedUntil = until }, cancellationToken)));
            return new(repository, [.. listings.SelectMany(listing => listing.Items)], Array.Exists(listings, listing => listing.Truncated), null);
        }
        catch (GitHubException ex)
        {
            return new(repository, [], Cut: false, ex);
        }
    }

    private async Task<(long RunId, RunJobs Jobs)> JobsAsync(WorkflowRun run, CancellationToken cancellationToken)
    {
        // The jobs of an attempt that has ended do not change; running it again is another attempt.
        if (_ended.TryGetValue((run.Id, run.Attempt), out var known))
        {
            return (run.Id, known);
        }

        try
        {
            var listing = await github.Value.ListJobsAsync(run.Repository, run.Id, run.WorkflowPath, cancellationToken);
            var jobs = new RunJobs(listing.Items, Unread: null);
            Remember(run, jobs);
            return (run.Id, jobs);
        }
        catch (GitHubException ex)
        {
            return (run.Id, new([], ex.Message));
        }
    }

    private void Remember(WorkflowRun run, RunJobs jobs)
    {
        if (run.Status != "completed")
        {
            return;
        }

        if (_ended.Count >= Remembered)
        {
            _ended.Clear();
        }

        _ended[(run.Id, run.Attempt)] = jobs;
    }

    private sealed record RepositoryListing(RepositoryName Repository, ImmutableArray<WorkflowRun> Runs, bool Cut, GitHubException? Failure);
}
