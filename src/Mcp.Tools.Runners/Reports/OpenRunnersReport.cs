using System.Collections.Immutable;
using System.Globalization;
using Mcp.Tools.Runners.GitHub;

namespace Mcp.Tools.Runners.Reports;

/// <summary>Merges the ledger's rows with GitHub's listings, so that a disagreement is seen. Pure.</summary>
internal static class OpenRunnersReport
{
    private const string Unknown = "unknown";

    public static OpenRunnerList Of(OpenRunnersReading reading, OpenRunnersQuestion question, PageKey? after, int limit, Func<PageKey, string> cursor)
    {
        var situation = reading.Situation;
        var listings = reading.Repositories.ToDictionary(listing => listing.Repository);
        var all = reading.Ghosts.Select(ghost => (Key: new PageKey(DateTimeOffset.MinValue, ghost.Listed.Id), Entry: OfGhost(ghost, situation.Now)))
            .Concat(situation.Fleet.Select(row => (Key: RunnerPlace.Of(row.RequestedAt, row.Id), Entry: OfRow(row, reading, listings.GetValueOrDefault(row.Repository)))))
            .Where(item => IsAskedFor(item.Entry, question))
            .ToList();
        var shown = question.State is { } state ? all.FindAll(item => item.Entry.State == state) : all;
        var page = Page<(PageKey Key, OpenRunner Entry)>.Of(shown, item => item.Key, after, limit, newestFirst: false);
        var read = reading.Repositories.Where(listing => listing.Unread is null).ToList();
        var unread = reading.Repositories.Where(listing => listing.Unread is not null).ToList();
        var disagreeing = all.Select(item => item.Entry).Where(entry => entry.Agrees == false).ToList();
        return new()
        {
            Summary = Summary(question, shown.Count, disagreeing, read.Count, unread),
            NextSteps = NextSteps(situation, disagreeing, unread, page.Next is not null),
            Total = page.Total,
            Truncated = page.Next is not null,
            Cursor = page.Next is { } next ? cursor(next) : null,
            ByState = all.GroupBy(item => item.Entry.State).ToImmutableSortedDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal),
            Disagreeing = disagreeing.Count,
            Seen = Provenance.Of("ledger", situation.Now, situation.Now),
            GithubSeen = read.Count == 0 ? null : Provenance.Of("github", read.Min(listing => listing.AsOf), situation.Now),
            RepositoriesRead = read.Count,
            RepositoriesUnread = unread.Count,
            Unread = UnreadRepository.List(unread.Select(listing => (listing.Repository.ToString(), listing.Unread!))),
            ContainerView = ContainerView.Of(situation),
            Engine = EngineReading.Of(situation),
            Runners = [.. page.Items.Select(item => item.Entry)],
        };
    }

    // A ghost whose row is gone may be of any pool: better shown than left out.
    private static bool IsAskedFor(OpenRunner entry, OpenRunnersQuestion question) =>
        (question.Repository is not { } repository || string.Equals(entry.Repository, repository.ToString(), StringComparison.OrdinalIgnoreCase)) &&
        (question.Pool is not { } pool || entry.Pool is null || entry.Pool == pool);

    private static OpenRunner OfRow(RunnerInfo row, OpenRunnersReading reading, RepositoryRunners? listing)
    {
        var now = reading.Situation.Now;
        var listed = listing?.Runners.FirstOrDefault(runner => runner.Id == row.GitHubRunnerId)
            ?? listing?.Runners.FirstOrDefault(runner => string.Equals(runner.Name, row.Name, StringComparison.OrdinalIgnoreCase));
        var known = listing is { Unread: null } && (listed is not null || listing.Whole);
        var differences = known ? RunnerDifferences.Of(row, listed, reading.Before.GetValueOrDefault(row.Id), now) : [];
        return new()
        {
            Id = row.Id,
            Name = row.Name,
            Pool = row.Pool,
            Repository = row.Repository.ToString(),
            State = Wording.Of(row.State),
            StateSince = row.StateSince,
            StateAgeSeconds = Math.Max(0, (long)(now - row.StateSince).TotalSeconds),
            RequestedBy = row.RequestedBy,
            RequestedForJobId = row.RequestedForJobId,
            JobId = row.JobId,
            GithubRunnerId = row.GitHubRunnerId,
            Github = known ? RunnerDifferences.Word(listed) : Unknown,
            Agrees = known ? differences.IsEmpty : null,
            Differences = differences,
            Reason = row.Reason is null ? null : VisibleText.Line(row.Reason, 200),
        };
    }

    private static OpenRunner OfGhost(GhostRunner ghost, DateTimeOffset now) => new()
    {
        Id = ghost.Ended?.Id,
        Name = VisibleText.Line(ghost.Listed.Name, 100),
        Pool = ghost.Ended?.Pool,
        Repository = ghost.Repository.ToString(),
        State = OpenRunner.Ghost,
        GithubRunnerId = ghost.Listed.Id,
        Github = RunnerDifferences.Word(ghost.Listed),
        Agrees = false,
        Differences =
        [
            ghost.Ended is { } row
                ? $"GitHub lists it, but its row in the ledger was closed {Wording.Of(now - row.StateSince)} ago ({Wording.Of(row.State)})."
                : "GitHub lists it under a name of this controller, but the ledger has no row of it.",
        ],
        Reason = ghost.Ended?.Reason is { } reason ? VisibleText.Line(reason, 200) : null,
    };

    private static string Summary(OpenRunnersQuestion question, int shown, List<OpenRunner> disagreeing, int read, List<RepositoryRunners> unread)
    {
        var what = question.State is { } state ? $"{Wording.Count(shown, "runner")} in the state {state}" : Wording.Count(shown, "open runner");
        var where = $"{(question.Repository is { } one ? $" of {one}" : "")}{(question.Pool is { } pool ? $" in the pool '{pool}'" : "")}";
        var ghosts = disagreeing.Count(entry => entry.State == OpenRunner.Ghost);
        var agreement = read == 0
            ? unread.Count == 0 ? "no repository is known to ask GitHub about" : "GitHub could not be asked, so only the ledger speaks"
            : disagreeing.Count == 0
                ? $"GitHub and the ledger agree in {Wording.Count(read, "repository")}"
                : string.Create(CultureInfo.InvariantCulture, $"GitHub and the ledger disagree about {disagreeing.Count}{(ghosts > 0 ? $", of which {Wording.Count(ghosts, "ghost")}" : "")}");
        var blind = read > 0 && unread.Count > 0 ? $" {Wording.Count(unread.Count, "repository")} could not be read on GitHub: {string.Join(", ", unread.Take(3).Select(listing => listing.Repository))}." : "";
        return $"{what}{where}; {agreement}.{blind}";
    }

    private static ImmutableArray<string> NextSteps(Situation situation, List<OpenRunner> disagreeing, List<RepositoryRunners> unread, bool more)
    {
        var steps = ImmutableArray.CreateBuilder<string>();
        if (!situation.AutoscalerLives)
        {
            steps.Add(situation.NoAutoscaler);
        }

        if (disagreeing.Find(entry => entry.State == OpenRunner.Ghost) is { } ghost)
        {
            steps.Add($"A ghost takes no place here. Once {ghost.Name} is offline the autoscaler takes it off GitHub within ten minutes; clean_up_runners with repository \"{ghost.Repository}\" says what would be done now, and does it where that is allowed.");
        }

        if (disagreeing.Find(entry => entry.State != OpenRunner.Ghost) is { } other)
        {
            steps.Add($"Ask again in a minute: most disagreements end with the next pass. get_runner with runner \"{other.Id}\" shows the history of one that stays.");
        }

        if (QuarantineAdvice.Of(situation) is { } advice)
        {
            steps.Add(advice);
        }

        if (unread.Count > 0)
        {
            steps.Add("See to the repositories under 'unread': each says why.");
        }

        if (more)
        {
            steps.Add("Call again with 'cursor' for the next runners.");
        }

        if (steps.Count == 0)
        {
            steps.Add("Nothing to do. get_runner shows everything about one, runner_history those that have ended.");
        }

        return steps.ToImmutable();
    }
}
