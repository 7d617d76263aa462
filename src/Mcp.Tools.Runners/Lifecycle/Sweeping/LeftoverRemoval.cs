using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Lifecycle.Sweeping;

/// <summary>Does what was decided about one leftover, after a look at whether that still holds. Can be repeated at any point.</summary>
internal sealed class LeftoverRemoval(RunnerLife life, RunnerLedger runners, GitHubApi gitHub, IRunnerLauncher launcher, RunnerWork work)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    /// <exception cref="GitHubException">GitHub could not be asked, or refused.</exception>
    /// <exception cref="LauncherException">The engine could not be asked, or refused.</exception>
    public async Task<(CleanUpOutcome Outcome, string Detail)> RemoveAsync(Leftover leftover, CancellationToken cancellationToken) => leftover.Action switch
    {
        LeftoverAction.Deregister => await DeregisterAsync(leftover, cancellationToken),
        LeftoverAction.RemoveContainer => await RemoveContainerAsync(leftover, cancellationToken),
        LeftoverAction.Retire => await RetireAsync(leftover, cancellationToken),
        LeftoverAction.Quarantine => Move(leftover, RunnerEvent.Doubt, "Its row is set apart."),
        LeftoverAction.Close => Move(leftover, RunnerEvent.CleanedUp, "Its row is closed."),
        _ => (CleanUpOutcome.Left, leftover.Reason),
    };

    private async Task<(CleanUpOutcome Outcome, string Detail)> DeregisterAsync(Leftover leftover, CancellationToken cancellationToken)
    {
        var (repository, id) = (leftover.Repository!.Value, leftover.GitHubRunnerId!.Value);
        if (await gitHub.GetRunnerAsync(repository, id, cancellationToken) is not { } registered)
        {
            return (CleanUpOutcome.Gone, "GitHub has no such runner any more.");
        }

        return registered.Name != leftover.Name ? (CleanUpOutcome.Left, "GitHub has another name for it now.")
            : registered.Busy || registered.Online ? (CleanUpOutcome.Left, $"GitHub says that it is {(registered.Busy ? "busy" : "online")} now.")
            : !Leftovers.IsClosed(runners.FindByName(leftover.Name)) ? (CleanUpOutcome.Left, "The ledger has an open row of it now.")
            : Said(await gitHub.DeleteRunnerAsync(repository, id, cancellationToken));
    }

    private async Task<(CleanUpOutcome Outcome, string Detail)> RemoveContainerAsync(Leftover leftover, CancellationToken cancellationToken)
    {
        var container = (await launcher.ListAsync(cancellationToken)).FirstOrDefault(container => container.ContainerId == leftover.ContainerId);
        if (container is null)
        {
            return (CleanUpOutcome.Gone, "The container is gone.");
        }

        if (container.Running || !Leftovers.IsClosed(runners.Get(container.RunnerId)))
        {
            return (CleanUpOutcome.Left, container.Running ? "The container runs now." : "The ledger has an open row of it now.");
        }

        await launcher.RemoveAsync(container.ContainerId, TimeSpan.Zero, cancellationToken);
        return (CleanUpOutcome.Done, "The container is removed with its volumes.");
    }

    private async Task<(CleanUpOutcome Outcome, string Detail)> RetireAsync(Leftover leftover, CancellationToken cancellationToken)
    {
        if (!Leftovers.IsClosed(runners.Get(leftover.RunnerId!)))
        {
            return (CleanUpOutcome.Left, "The ledger has an open row of it now.");
        }

        // Deregister first: GitHub refuses while it has a job, and gives it none afterwards.
        if (leftover.GitHubRunnerId is { } id
            && await gitHub.DeleteRunnerAsync(leftover.Repository!.Value, id, cancellationToken) == RunnerDeletion.Busy)
        {
            return Said(RunnerDeletion.Busy);
        }

        await launcher.RemoveAsync(leftover.ContainerId!, Grace, cancellationToken);
        return (CleanUpOutcome.Done, "It is off GitHub, and its container is removed with its volumes.");
    }

    private (CleanUpOutcome Outcome, string Detail) Move(Leftover leftover, RunnerEvent happened, string done) =>
        !work.IsUnderWay(leftover.RunnerId!) && runners.Get(leftover.RunnerId!) is { } row
        && life.Apply(row, happened, new() { Reason = leftover.Reason }) is not null
            ? (CleanUpOutcome.Done, done)
            : (CleanUpOutcome.Left, "It has moved on since.");

    private static (CleanUpOutcome Outcome, string Detail) Said(RunnerDeletion deletion) => deletion switch
    {
        RunnerDeletion.Deleted => (CleanUpOutcome.Done, "It is off GitHub."),
        RunnerDeletion.NotFound => (CleanUpOutcome.Gone, "GitHub has no such runner any more."),
        _ => (CleanUpOutcome.Left, "GitHub says that it has a job now."),
    };
}
