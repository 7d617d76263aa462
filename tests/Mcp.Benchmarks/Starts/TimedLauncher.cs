using Mcp.Tools.Runners;

namespace Mcp.Benchmarks.Starts;

/// <summary>The real launcher, with how long it took.</summary>
internal sealed class TimedLauncher(IRunnerLauncher launcher) : IRunnerLauncher
{
    public Sample Creates { get; private set; } = new("of which container and files");

    public Sample Starts { get; private set; } = new("of which start");

    /// <summary>What it was asked for last.</summary>
    public RunnerLaunch? Last { get; private set; }

    public void Forget()
    {
        Creates = new(Creates.Name);
        Starts = new(Starts.Name);
    }

    public Task<LauncherStatus> GetStatusAsync(CancellationToken cancellationToken) => launcher.GetStatusAsync(cancellationToken);

    public async Task<string> CreateAsync(RunnerLaunch launch, CancellationToken cancellationToken)
    {
        Last = launch;
        var begin = TimeProvider.System.GetTimestamp();
        var container = await launcher.CreateAsync(launch, cancellationToken);
        Creates.Add(TimeProvider.System.GetElapsedTime(begin));
        return container;
    }

    public async Task StartAsync(string containerId, CancellationToken cancellationToken)
    {
        var begin = TimeProvider.System.GetTimestamp();
        await launcher.StartAsync(containerId, cancellationToken);
        Starts.Add(TimeProvider.System.GetElapsedTime(begin));
    }

    public Task<IReadOnlyList<LaunchedRunner>> ListAsync(CancellationToken cancellationToken) => launcher.ListAsync(cancellationToken);

    public Task<string> ReadLogTailAsync(string containerId, CancellationToken cancellationToken) => launcher.ReadLogTailAsync(containerId, cancellationToken);

    public Task RemoveAsync(string containerId, TimeSpan grace, CancellationToken cancellationToken) => launcher.RemoveAsync(containerId, grace, cancellationToken);

    public IAsyncEnumerable<LauncherEvent> WatchAsync(CancellationToken cancellationToken) => launcher.WatchAsync(cancellationToken);
}
