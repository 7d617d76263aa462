using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Lifecycle.Sweeping;

namespace Mcp.Tools.Runners.Lifecycle;

/// <summary>
/// Takes away what is left of a runner: first from GitHub, which refuses while it has a job, then its container and volumes. Can be
/// repeated at any point.
/// </summary>
internal sealed class Retirement(RunnerLife life, Registrations registrations, IRunnerLauncher launcher, QuarantineExit quarantine)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    /// <exception cref="PutOffException">GitHub sees it busy; nothing has changed.</exception>
    public async Task CleanUpAsync(RunnerInfo runner, CancellationToken cancellationToken)
    {
        if (quarantine.Concerns(runner))
        {
            await quarantine.CleanUpAsync(runner, cancellationToken);
            return;
        }

        if (runner.State is RunnerState.Finished or RunnerState.Expired)
        {
            // A container that has ended holds nothing but disk: away with it even while GitHub is slow. One that had its job for too long
            // ends first, since GitHub deregisters none that is busy.
            var log = await ReadLogAsync(runner, cancellationToken);
            await RemoveContainerAsync(runner, cancellationToken);
            if (await DeregisterAsync(runner, cancellationToken) is RunnerDeletion.Busy)
            {
                throw StillBusy();
            }

            life.Apply(runner, RunnerEvent.CleanedUp, new() { LogTail = log });
            return;
        }

        if (await DeregisterAsync(runner, cancellationToken) is RunnerDeletion.Busy)
        {
            _ = life.Apply(runner, RunnerEvent.SeenBusy, new() { Reason = "GitHub gave it a job before it could be retired." }) ?? throw StillBusy();
            return;
        }

        var tail = await ReadLogAsync(runner, cancellationToken);
        await RemoveContainerAsync(runner, cancellationToken);
        life.Apply(runner, RunnerEvent.CleanedUp, new() { LogTail = tail });
    }

    private static PutOffException StillBusy() => new("GitHub deregisters no runner that it sees busy.");

    /// <summary>Why it did not come online, or what its job did last. Null: it is known already, or cannot be known any more.</summary>
    private async Task<string?> ReadLogAsync(RunnerInfo runner, CancellationToken cancellationToken)
    {
        if (runner.ContainerId is not { } container || runner.LogTail is not null)
        {
            return null;
        }

        try
        {
            return await launcher.ReadLogTailAsync(container, cancellationToken);
        }
        catch (LauncherException)
        {
            // It is gone already, or the removal says what is wrong with the engine.
            return null;
        }
    }

    private Task RemoveContainerAsync(RunnerInfo runner, CancellationToken cancellationToken) =>
        // An engine's answer to "create" may have been lost: the name finds the container too.
        launcher.RemoveAsync(runner.ContainerId ?? runner.Name, Grace, cancellationToken);

    private Task<RunnerDeletion> DeregisterAsync(RunnerInfo runner, CancellationToken cancellationToken) => runner.GitHubRunnerId is { } id
        ? registrations.DeleteAsync(runner, id, cancellationToken)
        : registrations.DeleteByNameAsync(runner, cancellationToken);
}
