using System.Collections.Concurrent;
using System.Collections.Immutable;
using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Matching;
using Microsoft.Extensions.Options;

namespace Mcp.Tools.Runners.Reports;

/// <summary>Reads failed runs and their jobs from GitHub, everything at once; <see cref="GitHubApi"/> bounds what is under way.</summary>
internal sealed class FailedRunsReader(Lazy<GitHubApi> github, IOptions<RunnersOptions> options, TimeProvider time)
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
        var listings = await Task.WhenAll(repositories.Select(repository => ListAsync(repository, question, cancellationToken)));
        if (listings.Length > 0 && Array.TrueForAll(listings, listing => listing.Failure is not null))
        {
            // An empty list would say "none failed".
            throw listings[0].Failure!;
        }

        var runs = listings.SelectMany(listing => listing.Runs).DistinctBy(run => run.Id)
            .OrderByDescending(FailedRuns.Key).Take(MostRuns).ToImmutableArray();
        var detailed = question.Architecture is not null
            ? runs
            : [.. runs.Where(run => question.After is not { } after || FailedRuns.Key(run).CompareTo(after) < 0).Take(Math.Max(question.Limit, LookedInto))];
        var jobs = await Task.WhenAll(detailed.Select(run => JobsAsync(run, cancellationToken)));
        return new(
            runs,
            jobs.ToImmutableDictionary(entry => entry.RunId, entry => entry.Jobs),
            cutRepositories || Array.Exists(listings, listing => listing.Cut) || runs.Length == MostRuns,
            [.. listings.Where(listing => listing.Failure is null).Select(listing => listing.Repository)],
            [.. listings.Where(listing => listing.Failure is not null).Select(listing => (listing.Repository.ToString(), listing.Failure!.Message))],
            asOf);
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

    private async Task<(RepositoryName Repository, ImmutableArray<WorkflowRun> Runs, bool Cut, GitHubException? Failure)> ListAsync(
        RepositoryName repository, FailedRunsQuestion question, CancellationToken cancellationToken)
    {
        try
        {
            var listings = await Task.WhenAll(question.Conclusions.Select(conclusion =>
                github.Value.ListRunsAsync(repository, new RunQuery(conclusion, question.Since, MostRuns), cancellationToken)));
            return (repository, [.. listings.SelectMany(listing => listing.Items)], Array.Exists(listings, listing => listing.Truncated), null);
        }
        catch (GitHubException ex)
        {
            return (repository, [], false, ex);
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
}
