using System.Collections.Immutable;
using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Ledger;
using Microsoft.Extensions.Options;

namespace Mcp.Tools.Runners.Reports;

/// <summary>Reads the open rows and what GitHub lists for their repositories, all at once; <see cref="GitHubApi"/> bounds what is under way.</summary>
internal sealed class OpenRunnersReader(
    SituationReader situations, RunnerLedger runners, LedgerDatabase database, Lazy<GitHubApi> github, IOptions<RunnersOptions> options, TimeProvider time)
{
    /// <summary>Repositories that are asked in one call, at most.</summary>
    public const int MostRepositories = 50;

    private const int Recent = 500;

    public async Task<OpenRunnersReading> ReadAsync(RepositoryName? repository, CancellationToken cancellationToken)
    {
        var before = runners.ListOpen();
        var concerned = repository is { } one ? [one] : Concerned(before);
        var read = await Task.WhenAll(concerned.Take(MostRepositories).Select(name => ListAsync(name, cancellationToken)));
        var notAsked = concerned.Skip(MostRepositories).Select(name => new RepositoryRunners(
            name, [], Whole: false, time.GetUtcNow(), FormattableString.Invariant($"Not asked: one call asks for {MostRepositories} repositories at most. Call again with 'repository': \"{name}\".")));
        var situation = situations.Read();
        var byId = before.ToImmutableDictionary(row => row.Id, StringComparer.Ordinal);
        return new(situation, byId, [.. read, .. notAsked], [.. read.SelectMany(listing => Ghosts(listing, situation, byId))]);
    }

    /// <summary>Those with open runners first; a ghost can be where a runner was lately, and where one is served.</summary>
    private ImmutableArray<RepositoryName> Concerned(IReadOnlyList<RunnerInfo> open)
    {
        var since = time.GetUtcNow() - options.Value.Window;
        return
        [
            .. open.Select(row => row.Repository)
                .Concat(runners.ListRecent(Recent, beforeId: null).Where(row => row.StateSince >= since).Select(row => row.Repository))
                .Concat(options.Value.Repositories.Select(RepositoryName.Parse))
                .Distinct(),
        ];
    }

    private async Task<RepositoryRunners> ListAsync(RepositoryName repository, CancellationToken cancellationToken)
    {
        try
        {
            var listing = await github.Value.ListRunnersAsync(repository, cancellationToken);
            return new(repository, listing.Items, !listing.Truncated, listing.AsOf, Unread: null);
        }
        catch (GitHubException ex)
        {
            return new(repository, [], Whole: false, time.GetUtcNow(), ex.Message);
        }
    }

    private IEnumerable<GhostRunner> Ghosts(RepositoryRunners listing, Situation situation, ImmutableDictionary<string, RunnerInfo> before)
    {
        var prefix = $"mcp-{database.ControllerId[..8]}-";
        var open = situation.Fleet.Concat(before.Values).Select(row => row.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return listing.Runners
            .Where(listed => listed.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && !open.Contains(listed.Name))
            .Select(listed => new GhostRunner(listing.Repository, listed, runners.FindByName(listed.Name)));
    }
}
