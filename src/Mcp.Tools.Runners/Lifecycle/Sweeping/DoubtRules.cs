using Mcp.Tools.Runners.GitHub;

namespace Mcp.Tools.Runners.Lifecycle.Sweeping;

/// <summary>Finds the contradictions about a runner with an open row, and the end of one that was set apart for them. Pure.</summary>
internal static class DoubtRules
{
    /// <summary>Null: nothing contradicts anything.</summary>
    public static Leftover? Judge(RunnerInfo row, Traces traces)
    {
        var listing = traces.Listings.FirstOrDefault(listing => listing.Repository == row.Repository);
        var containers = (traces.Containers?.Items ?? []).Where(container => container.RunnerId == row.Id).ToList();
        return row.State == RunnerState.Quarantined ? OfQuarantined(row, listing, containers, hasNoContainer: traces.Containers is not null && containers.Count == 0)
            : RunnerTransitions.Next(row.State, RunnerEvent.Doubt) is null ? null
            : Contradiction(row, listing, containers) is { } contradiction ? Finding(row, LeftoverAction.Quarantine, contradiction, containers)
            : null;
    }

    private static string? Contradiction(RunnerInfo row, RepositoryRunners? listing, List<LaunchedRunner> containers)
    {
        if (containers.Count > 1)
        {
            return FormattableString.Invariant($"{containers.Count} containers carry its id: {string.Join(", ", containers.Select(container => container.Name))}.");
        }

        if (row.GitHubRunnerId is not { } id || listing?.Runners.FirstOrDefault(runner => runner.Id == id) is not { } registered)
        {
            return null;
        }

        if (!string.Equals(registered.Name, row.Name, StringComparison.OrdinalIgnoreCase))
        {
            return FormattableString.Invariant($"GitHub lists its id {id} under another name, {registered.Name}.");
        }

        // GitHub was asked before the engine: the other way round the container might have been started in between.
        return row.State is RunnerState.Created or RunnerState.Busy && registered.Busy && containers is [{ Running: false, Ended: false }]
            ? "GitHub says that it has a job, but its container has never run."
            : null;
    }

    private static Leftover OfQuarantined(RunnerInfo row, RepositoryRunners? listing, List<LaunchedRunner> containers, bool hasNoContainer)
    {
        // It was set apart by an earlier sweep, so what there was of it was there before these listings.
        var isOffGitHub = listing is { Unread: null, Whole: true }
            && !listing.Runners.Any(runner => runner.Id == row.GitHubRunnerId || string.Equals(runner.Name, row.Name, StringComparison.OrdinalIgnoreCase));
        return isOffGitHub && hasNoContainer
            ? Finding(row, LeftoverAction.Close, "It was set apart, and by now it has no container and GitHub does not list it.", containers)
            : Finding(row, LeftoverAction.Leave, $"It is set apart until a person decides (stop_runner): {row.Reason}", containers);
    }

    private static Leftover Finding(RunnerInfo row, LeftoverAction action, string reason, List<LaunchedRunner> containers) => new()
    {
        Kind = LeftoverKind.Ambiguous,
        Name = row.Name,
        Repository = row.Repository,
        GitHubRunnerId = row.GitHubRunnerId,
        ContainerId = row.ContainerId ?? containers.FirstOrDefault()?.ContainerId,
        RunnerId = row.Id,
        Action = action,
        Reason = reason,
    };
}
