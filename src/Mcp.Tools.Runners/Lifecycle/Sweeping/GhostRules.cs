using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Lifecycle.Sweeping;

/// <summary>Judges registrations without an open row. Pure.</summary>
internal static class GhostRules
{
    public static IEnumerable<Leftover> Find(Traces traces)
    {
        // Regardless of case, because what protects a runner must not depend on how GitHub writes its name.
        var rows = traces.Rows.ToLookup(row => row.Name, StringComparer.OrdinalIgnoreCase);
        return traces.Listings.SelectMany(listing => listing.Runners
            .Where(runner => runner.Name.StartsWith(OwnNames.Prefix(traces.ControllerId), StringComparison.OrdinalIgnoreCase))
            .Where(runner => rows[runner.Name].All(row => Leftovers.IsClosed(row, before: listing.AsOf) && !traces.UnderWay.Contains(row.Id)))
            .Select(runner => Judge(listing.Repository, runner, rows[runner.Name].FirstOrDefault(), traces.ControllerId)));
    }

    private static Leftover Judge(RepositoryName repository, GitHubRunner runner, RunnerInfo? row, string controllerId)
    {
        var (action, reason) = Decide(runner, row, controllerId);
        return new()
        {
            Kind = LeftoverKind.Ghost,
            Name = runner.Name,
            Repository = repository,
            GitHubRunnerId = runner.Id,
            RunnerId = row?.Id,
            Action = action,
            Reason = reason,
        };
    }

    private static (LeftoverAction Action, string Reason) Decide(GitHubRunner runner, RunnerInfo? row, string controllerId) => runner switch
    {
        _ when !OwnNames.Has(controllerId, runner.Name) => (LeftoverAction.Leave, "Its name begins like one of this controller's, but is none that it gives: it is somebody else's."),
        _ when row?.GitHubRunnerId is { } id && id != runner.Id => (LeftoverAction.Leave, FormattableString.Invariant($"The ledger knows this name under GitHub's id {id}, not {runner.Id}: somebody else has registered it.")),
        { Busy: true } => (LeftoverAction.Leave, "GitHub says that it has a job: it is left until that ends."),
        { Online: true } => (LeftoverAction.Leave, "It is online, so something runs it, although not this controller: it is left until it is offline."),
        _ => (LeftoverAction.Deregister, row is null
            ? "It is registered and offline, and the ledger has no row of it."
            : "It is registered and offline, and its row in the ledger is closed."),
    };
}
