namespace Mcp.Tools.Runners;

/// <summary>Makes runners run somewhere. All that it makes carries the controller's id; it never touches anything else.</summary>
public interface IRunnerLauncher
{
    /// <summary>Whether runners can be started now, and on what. Does not throw for an engine that is down.</summary>
    Task<LauncherStatus> GetStatusAsync(CancellationToken cancellationToken);

    /// <summary>Creates the runner and places its just-in-time configuration inside, without starting it. The same name twice is one runner.</summary>
    /// <returns>The container's id.</returns>
    /// <exception cref="LauncherException">It could not; nothing of it is left.</exception>
    Task<string> CreateAsync(RunnerLaunch launch, CancellationToken cancellationToken);

    /// <summary>Starts a created runner; one that runs already is left alone.</summary>
    /// <exception cref="LauncherException">It could not.</exception>
    Task StartAsync(string containerId, CancellationToken cancellationToken);

    /// <summary>All runners of this controller, running or not.</summary>
    /// <exception cref="LauncherException">The fleet cannot be seen now; nothing may be concluded.</exception>
    Task<IReadOnlyList<LaunchedRunner>> ListAsync(CancellationToken cancellationToken);

    /// <summary>The last lines that the runner wrote, at most 8 KiB.</summary>
    Task<string> ReadLogTailAsync(string containerId, CancellationToken cancellationToken);

    /// <summary>Asks the runner to stop, waits for the grace period and removes it with its volumes; one that is gone already is a success.</summary>
    /// <param name="containerId">The container's id, or the runner's name where an id was never learned; a name that is somebody else's is a success.</param>
    /// <param name="grace">How long it may take to stop by itself.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="LauncherException">It could not.</exception>
    Task RemoveAsync(string containerId, TimeSpan grace, CancellationToken cancellationToken);

    /// <summary>Completes when some runner of this controller started or ended, or the view may have been interrupted: then list again.</summary>
    IAsyncEnumerable<LauncherEvent> WatchAsync(CancellationToken cancellationToken);
}
