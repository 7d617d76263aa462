using System.Collections.Immutable;
using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Lifecycle.Sweeping;

namespace Mcp.Tools.Runners.Reports;

/// <summary>Reads the open rows and what GitHub lists for their repositories, all at once; <see cref="GitHubApi"/> bounds what is under way.</summary>
internal sealed class OpenRunnersReader(
    SituationReader situations, RunnerLedger runners, LedgerDatabase database, ConcernedRepositories repositories, Lazy<GitHubApi> github, TimeProvider time)
{
    /// <summary>Repositories that are asked in one call, at most.</summary>
    public const int MostRepositories = 50;

    public async Task<OpenRunnersReading> ReadAsync(RepositoryName? repository, CancellationToken cancellationToken)
    {
        var before = runners.ListOpen();
        var concerned = repository is { } one ? [one] : repositories.List();
        var read = await Task.WhenAll(concerned.Take(MostRepositories).Select(name => RepositoryRunners.ReadAsync(github.Value, name, time, cancellationToken)));
        var notAsked = concerned.Skip(MostRepositories).Select(name => new RepositoryRunners(
            name, [], Whole: false, time.GetUtcNow(), FormattableString.Invariant($"Not asked: one call asks for {MostRepositories} repositories at most. Call again with 'repository': \"{name}\".")));
        var situation = situations.Read();
        var byId = before.ToImmutableDictionary(row => row.Id, StringComparer.Ordinal);
        return new(situation, byId, [.. read, .. notAsked], [.. read.SelectMany(listing => Ghosts(listing, situation, byId))]);
    }

    private IEnumerable<GhostRunner> Ghosts(RepositoryRunners listing, Situation situation, ImmutableDictionary<string, RunnerInfo> before)
    {
        var prefix = OwnNames.Prefix(database.ControllerId);
        var open = situation.Fleet.Concat(before.Values).Select(row => row.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return listing.Runners
            .Where(listed => listed.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && !open.Contains(listed.Name))
            .Select(listed => new GhostRunner(listing.Repository, listed, runners.FindByName(listed.Name)));
    }
}
