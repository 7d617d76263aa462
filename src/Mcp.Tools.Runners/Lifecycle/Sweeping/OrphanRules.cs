using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Lifecycle.Sweeping;

/// <summary>Judges a container without an open row. Pure.</summary>
internal static class OrphanRules
{
    /// <param name="row">Its closed row; null: there is none.</param>
    public static Leftover Judge(LaunchedRunner container, RunnerInfo? row, Traces traces)
    {
        var isOurs = RunnerId.IsId(container.RunnerId);

        // The container's own name can be changed; its labels cannot.
        var name = isOurs ? OwnNames.Of(traces.ControllerId, container.RunnerId) : container.Name;
        var repository = row?.Repository ?? container.Repository;
        var listing = traces.Listings.FirstOrDefault(listing => listing.Repository == repository);
        var registered = listing?.Runners.FirstOrDefault(runner => string.Equals(runner.Name, name, StringComparison.OrdinalIgnoreCase));
        var (action, reason) = container.Running
            ? Running(isOurs, repository, listing, registered, row)
            : (LeftoverAction.RemoveContainer, $"Its container {(container.Ended ? "has ended" : "never ran")}, and {Closed(row)}.");
        return new()
        {
            Kind = LeftoverKind.Orphan,
            Name = name,
            Repository = repository,
            GitHubRunnerId = registered?.Id,
            ContainerId = container.ContainerId,
            RunnerId = isOurs ? container.RunnerId : null,
            Action = action,
            Reason = reason,
        };
    }

    private static (LeftoverAction Action, string Reason) Running(
        bool isOurs, RepositoryName? repository, RepositoryRunners? listing, GitHubRunner? registered, RunnerInfo? row) => listing switch
    {
        _ when !isOurs => (LeftoverAction.Leave, "It runs, and its labels name no runner, so GitHub cannot be asked whether it has a job."),
        _ when repository is null => (LeftoverAction.Leave, "It runs, and its labels name no repository, so GitHub cannot be asked whether it has a job."),
        null => (LeftoverAction.Leave, $"It runs, and the runners of {repository} were not read this time, so whether it has a job is unknown."),
        { Unread: { } problem } => (LeftoverAction.Leave, $"It runs, and whether it has a job is unknown: {problem}"),
        { Whole: false } when registered is null => (LeftoverAction.Leave, $"It runs, and GitHub's listing of {repository} was cut before it, so whether it has a job is unknown."),
        _ when registered is not null && row?.GitHubRunnerId is { } id && id != registered.Id => (LeftoverAction.Leave, FormattableString.Invariant($"It runs, and GitHub lists its name under the id {registered.Id}, but the ledger has {id}: somebody else has registered it, and a person should look.")),
        _ when registered is { Busy: true } => (LeftoverAction.Leave, "GitHub says that it has a job: it is left until that ends."),
        _ when registered is null => (LeftoverAction.Retire, $"It runs, but GitHub has no such runner, so it can get no job; {Closed(row)}."),
        _ => (LeftoverAction.Retire, $"It runs and GitHub lists it without a job; {Closed(row)}."),
    };

    private static string Closed(RunnerInfo? row) => row is null ? "the ledger has no row of it" : "its row in the ledger is closed";
}
