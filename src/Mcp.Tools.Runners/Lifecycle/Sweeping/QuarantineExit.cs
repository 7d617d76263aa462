using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Lifecycle.Sweeping;

/// <summary>
/// Takes away a runner that was set apart, once a person wants it: its traces contradict each other, so it is looked for under its id and
/// its name, and all containers that carry its id are removed.
/// </summary>
internal sealed class QuarantineExit(RunnerLife life, RunnerLedger runners, LedgerDatabase database, GitHubApi gitHub, IRunnerLauncher launcher)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    public bool Concerns(RunnerInfo runner) =>
        runner.State == RunnerState.Retiring && runners.ListTransitions(runner.Id) is [.., { From: RunnerState.Quarantined, To: RunnerState.Retiring }];

    public async Task CleanUpAsync(RunnerInfo runner, CancellationToken cancellationToken)
    {
        foreach (var registered in await FindAsync(runner, cancellationToken))
        {
            if (await gitHub.DeleteRunnerAsync(runner.Repository, registered.Id, cancellationToken) == RunnerDeletion.Busy)
            {
                life.Apply(runner, RunnerEvent.SeenBusy, new() { Reason = "GitHub says that it has a job, so it is left until that ends." });
                return;
            }
        }

        var containers = (await launcher.ListAsync(cancellationToken)).Where(container => container.RunnerId == runner.Id).Select(container => container.ContainerId);
        foreach (var container in containers)
        {
            await launcher.RemoveAsync(container, Grace, cancellationToken);
        }

        life.Apply(runner, RunnerEvent.CleanedUp, RunnerChange.None);
    }

    /// <summary>Its registrations, the busy ones first, so that nothing of it is touched when one has a job. One whose name is none of ours is not touched, whatever its id.</summary>
    private async Task<IEnumerable<GitHubRunner>> FindAsync(RunnerInfo runner, CancellationToken cancellationToken)
    {
        var found = (await gitHub.ListRunnersAsync(runner.Repository, cancellationToken)).Items
            .Where(registered => registered.Id == runner.GitHubRunnerId || string.Equals(registered.Name, runner.Name, StringComparison.OrdinalIgnoreCase))
            .ToList();
        if (runner.GitHubRunnerId is { } id && !found.Exists(registered => registered.Id == id)
            && await gitHub.GetRunnerAsync(runner.Repository, id, cancellationToken) is { } unlisted)
        {
            found.Add(unlisted);
        }

        return found.Where(registered => OwnNames.Has(database.ControllerId, registered.Name)).OrderByDescending(registered => registered.Busy);
    }
}
