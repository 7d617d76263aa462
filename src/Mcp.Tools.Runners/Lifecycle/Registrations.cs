using Mcp.Tools.Runners.DemandSources.ScaleSets;
using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.GitHub.ScaleSets;
using Microsoft.Extensions.Options;

namespace Mcp.Tools.Runners.Lifecycle;

/// <summary>Where runners are registered and where they are taken off again: for their repository, or in their pool's scale set.</summary>
internal sealed class Registrations(GitHubApi gitHub, ScaleSetClients clients, IOptions<RunnersOptions> options)
{
    /// <exception cref="GitHubException">It is not registered, or that is not known.</exception>
    public Task<JitRegistration> RegisterAsync(RunnerInfo runner, CancellationToken cancellationToken) => runner.ScaleSetId is { } set
        ? InSetAsync(async () => await RegisterAsync(Client(runner) ?? throw NoSet(runner), set, runner.Name, cancellationToken))
        : gitHub.CreateJitConfigurationAsync(runner.Repository, runner.Name, runner.Labels, cancellationToken);

    /// <param name="runnerId">GitHub's id of it.</param>
    public Task<RunnerDeletion> DeleteAsync(RunnerInfo runner, long runnerId, CancellationToken cancellationToken) => Client(runner) is { } client
        ? InSetAsync(() => RemoveAsync(client, runnerId, cancellationToken))
        : gitHub.DeleteRunnerAsync(runner.Repository, runnerId, cancellationToken);

    /// <summary>Takes it off by its name: the answer to its registration may have been lost.</summary>
    public async Task<RunnerDeletion> DeleteByNameAsync(RunnerInfo runner, CancellationToken cancellationToken)
    {
        if (Client(runner) is { } client)
        {
            return await InSetAsync(async () => await client.FindRunnerAsync(runner.Name, cancellationToken) is { } own
                ? await RemoveAsync(client, own.Id, cancellationToken)
                : RunnerDeletion.NotFound);
        }

        var listing = await gitHub.ListRunnersAsync(runner.Repository, cancellationToken);
        return listing.Items.FirstOrDefault(registered => registered.Name == runner.Name) is { } found
            ? await gitHub.DeleteRunnerAsync(runner.Repository, found.Id, cancellationToken)
            : RunnerDeletion.NotFound;
    }

    /// <summary>Where the REST API lists it.</summary>
    public string ListedAt(RunnerInfo runner) => Address(runner)?.RunnersPath ?? ApiPath.Runners(runner.Repository);

    /// <summary>Never repeated blindly: what an unclear answer may have left behind has the row's own name, and goes first.</summary>
    private static async Task<JitRegistration> RegisterAsync(ScaleSetClient client, int set, string name, CancellationToken cancellationToken)
    {
        try
        {
            return Of(await client.RegisterRunnerAsync(set, name, cancellationToken: cancellationToken));
        }
        catch (ScaleSetException ex) when (ex.Kind == ScaleSetFailureKind.RunnerExists || ScaleSetPace.MayPass(ex.Kind))
        {
            if (await client.FindRunnerAsync(name, cancellationToken) is { } left)
            {
                await client.RemoveRunnerAsync(left.Id, cancellationToken);
                return Of(await client.RegisterRunnerAsync(set, name, cancellationToken: cancellationToken));
            }

            throw;
        }
    }

    private static JitRegistration Of(ScaleSetRegistration registered) => new(registered.Runner.Id, registered.Runner.Name, registered.Configuration);

    private static async Task<RunnerDeletion> RemoveAsync(ScaleSetClient client, long runnerId, CancellationToken cancellationToken)
    {
        try
        {
            await client.RemoveRunnerAsync(runnerId, cancellationToken);
            return RunnerDeletion.Deleted;
        }
        catch (ScaleSetException ex) when (ex.Kind == ScaleSetFailureKind.JobStillRunning)
        {
            return RunnerDeletion.Busy;
        }
    }

    private static async Task<T> InSetAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (ScaleSetException ex)
        {
            throw ScaleSetFailures.ToGitHub(ex);
        }
    }

    private static GitHubException NoSet(RunnerInfo runner) => new(
        GitHubFailureKind.NotFound, $"scale set of the pool '{runner.Pool}'", null, "The pool has no scale set any more", "The job is served over REST in the next pass.");

    private ScaleSetAddress? Address(RunnerInfo runner) => runner.ScaleSetId is null
        ? null
        : ScaleSetAddress.TryParse(options.Value.EffectivePools.FirstOrDefault(pool => pool.Name == runner.Pool)?.ScaleSet?.ConfigUrl, out var address) ? address : null;

    /// <summary>Null: it belongs to its repository, or its pool has lost its set; then the repository is where it may still be found.</summary>
    private ScaleSetClient? Client(RunnerInfo runner) => Address(runner) is { } address ? clients.Of(address) : null;
}
