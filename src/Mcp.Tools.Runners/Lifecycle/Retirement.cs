using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Lifecycle.Sweeping;

namespace Mcp.Tools.Runners.Lifecycle;

/// <summary>
/// Takes away what is left of a runner: first from GitHub, which refuses while it has a job, then its container and volumes. Can be
/// repeated at any point.
/// </summary>
internal sealed class Retirement(RunnerLife life, GitHubApi gitHub, IRunnerLauncher launcher, QuarantineExit quarantine)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    public async Task CleanUpAsync(RunnerInfo runner, CancellationToken cancellationToken)
    {
        if (quarantine.Concerns(runner))
        {
            await quarantine.CleanUpAsync(runner, cancellationToken);
            return;
        }

        if (runner.State is RunnerState.Finished)
        {
            // Its container has ended, so it holds nothing but disk: away with it even while GitHub is slow.
            await RemoveContainerAsync(runner, cancellationToken);
            if (await DeregisterAsync(runner, cancellationToken) is not RunnerDeletion.Busy)
            {
                life.Apply(runner, RunnerEvent.CleanedUp, RunnerChange.None);
            }

            return;
        }

        if (await DeregisterAsync(runner, cancellationToken) is RunnerDeletion.Busy)
        {
            life.Apply(runner, RunnerEvent.SeenBusy, new() { Reason = "GitHub gave it a job before it could be retired." });
            return;
        }

        await RemoveContainerAsync(runner, cancellationToken);
        life.Apply(runner, RunnerEvent.CleanedUp, RunnerChange.None);
    }

    private Task RemoveContainerAsync(RunnerInfo runner, CancellationToken cancellationToken) =>
        // An engine's answer to "create" may have been lost: the name finds the container too.
        launcher.RemoveAsync(runner.ContainerId ?? runner.Name, Grace, cancellationToken);

    private async Task<RunnerDeletion> DeregisterAsync(RunnerInfo runner, CancellationToken cancellationToken)
    {
        if (runner.GitHubRunnerId is { } id)
        {
            return await gitHub.DeleteRunnerAsync(runner.Repository, id, cancellationToken);
        }

        // GitHub's answer to the registration may have been lost: the name finds it.
        var listing = await gitHub.ListRunnersAsync(runner.Repository, cancellationToken);
        return listing.Items.FirstOrDefault(registered => registered.Name == runner.Name) is { } found
            ? await gitHub.DeleteRunnerAsync(runner.Repository, found.Id, cancellationToken)
            : RunnerDeletion.NotFound;
    }
}
