using System.Globalization;
using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Reports;

/// <summary>Finds the runner that is meant and reads everything about it.</summary>
internal sealed class RunnerReader(SituationReader situations, RunnerLedger runners, JobLedger jobs, Lazy<GitHubApi> github)
{
    private const int Recent = 500;

    /// <exception cref="ReportException">There is no such runner, or it is not clear in which repository.</exception>
    public async Task<RunnerEvidence> ReadAsync(string text, RepositoryName? repository, CancellationToken cancellationToken)
    {
        var before = await FindAsync(text.Trim(), repository, cancellationToken);
        if (repository is { } one && before.Repository != one)
        {
            throw new ReportException($"The runner {before.Name} is of {before.Repository}, not of {one}. Leave 'repository' out.");
        }

        var (listed, asked, unread) = await AskAsync(before, cancellationToken);

        // Read again: it may have gone on while GitHub was being asked.
        var runner = runners.Get(before.Id) ?? before;
        return new(
            situations.Read(), runner, before, [.. runners.ListTransitions(runner.Id)], runner.JobId is { } job ? jobs.Get(job) : null, listed, asked, unread);
    }

    private async Task<RunnerInfo> FindAsync(string text, RepositoryName? repository, CancellationToken cancellationToken)
    {
        if ((runners.Get(text.ToLowerInvariant()) ?? runners.FindByName(text.ToLowerInvariant())) is { } known)
        {
            return known;
        }

        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            throw new ReportException(
                $"The ledger has no runner '{VisibleText.Line(text, 80)}'. Name one by the id or name that list_runners or runner_history shows, or by GitHub's id together with 'repository'.");
        }

        if (repository is not { } one)
        {
            throw new ReportException($"{id} is no id of the ledger. If it is GitHub's id of a runner, add 'repository' (owner/name).");
        }

        return runners.ListRecent(Recent, beforeId: null).Concat(runners.ListOpen()).FirstOrDefault(row => row.GitHubRunnerId == id && row.Repository == one)
            ?? await FindOnGitHubAsync(one, id, cancellationToken);
    }

    private async Task<RunnerInfo> FindOnGitHubAsync(RepositoryName repository, long id, CancellationToken cancellationToken) =>
        (await github.Value.ListRunnersAsync(repository, cancellationToken)).Items.FirstOrDefault(runner => runner.Id == id) is not { } listed
            ? throw new ReportException(FormattableString.Invariant(
                $"Neither GitHub nor the last {Recent} runners of the ledger have the runner {id} in {repository}. GitHub forgets a single-job runner when its job ends; runner_history shows those of this controller."))
            : runners.FindByName(listed.Name) ?? throw new ReportException(
                $"GitHub lists the runner {id} in {repository} as {VisibleText.Line(listed.Name, 100)} ({RunnerDifferences.Word(listed)}), but this ledger has no such runner: it is another controller's, set up by hand, or a ghost (list_runners says which).");

    private async Task<(GitHubRunner? Listed, bool Asked, string? Unread)> AskAsync(RunnerInfo runner, CancellationToken cancellationToken)
    {
        if (runner is { GitHubRunnerId: null, State: RunnerState.Requested or RunnerState.Removed })
        {
            return (null, false, "It was never registered, as far as the ledger knows; GitHub was not asked.");
        }

        try
        {
            // The listing, not the one runner: only there does "not found" mean the repository and never the runner. The name finds one whose id was lost.
            var listing = await github.Value.ListRunnersAsync(runner.Repository, cancellationToken);
            var listed = listing.Items.FirstOrDefault(item => item.Id == runner.GitHubRunnerId)
                ?? listing.Items.FirstOrDefault(item => string.Equals(item.Name, runner.Name, StringComparison.OrdinalIgnoreCase));
            return listed is null && listing.Truncated
                ? (null, false, "GitHub's listing is longer than was read, and the part that was read does not show it.")
                : (listed, true, null);
        }
        catch (GitHubException ex)
        {
            return (null, false, ex.Message);
        }
    }
}
