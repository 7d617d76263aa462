using Mcp.Tools.Runners.GitHub;

namespace Mcp.Tools.Runners.Lifecycle.Sweeping;

/// <summary>Reads what there is of runners, in the order that makes a race harmless: GitHub, the engine, the rows.</summary>
internal sealed class SweepSight(
    ConcernedRepositories repositories, GitHubApi gitHub, IRunnerLauncher launcher, RunnerWork work, TraceReader traces, TimeProvider time)
{
    private string? _last;

    /// <param name="asked">Repositories that are read in any case.</param>
    /// <exception cref="LauncherException">The containers cannot be seen now; nothing may be concluded.</exception>
    public async Task<Traces> LookAsync(IEnumerable<RepositoryName> asked, CancellationToken cancellationToken)
    {
        BackgroundReading.Begin();

        // This first listing only tells where to look.
        var labelled = (await launcher.ListAsync(cancellationToken)).Select(container => container.Repository).OfType<RepositoryName>();
        (var turn, _last) = SweepTurn.Of(asked, labelled.Concat(repositories.List()), _last);
        var listings = await Task.WhenAll(turn.Select(repository => RepositoryRunners.ReadAsync(gitHub, repository, time, cancellationToken)));
        var asOf = time.GetUtcNow();
        var containers = await launcher.ListAsync(cancellationToken);
        return traces.Join(listings, new SeenContainers([.. containers], asOf), work.IsUnderWay);
    }
}
