using System.Collections.Concurrent;
using Mcp.Tools.Runners;

namespace Mcp.Docker.Tests.EndToEnd;

/// <summary>The real launcher, with the moments at which each runner's container was asked for and had started.</summary>
internal sealed class TimedLauncher(IRunnerLauncher launcher) : IRunnerLauncher
{
    private readonly ConcurrentDictionary<string, (long JobId, DateTimeOffset CreatedAt)> _created = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(DateTimeOffset From, DateTimeOffset To)> _looks = new();
    private readonly ConcurrentDictionary<long, TaskCompletionSource<(DateTimeOffset CreateAt, DateTimeOffset StartedAt)>> _started = new();

    /// <summary>When the runner's container for a job was asked for, and when it had started.</summary>
    public Task<(DateTimeOffset CreateAt, DateTimeOffset StartedAt)> StartOfAsync(long jobId) => Source(jobId).Task;

    /// <summary>How much of the time the engine took to say what it is and what it runs.</summary>
    public TimeSpan LookingWithin(DateTimeOffset from, DateTimeOffset to)
    {
        var (taken, until) = (TimeSpan.Zero, from);
        foreach (var look in _looks.OrderBy(look => look.From))
        {
            var (begin, end) = (look.From > until ? look.From : until, look.To < to ? look.To : to);
            if (end > begin)
            {
                taken += end - begin;
                until = end;
            }
        }

        return taken;
    }

    public async Task<string> CreateAsync(RunnerLaunch launch, CancellationToken cancellationToken)
    {
        var at = TimeProvider.System.GetUtcNow();
        var container = await launcher.CreateAsync(launch, cancellationToken);
        _created[container] = (launch.Runner.RequestedForJobId ?? 0, at);
        return container;
    }

    public async Task StartAsync(string containerId, CancellationToken cancellationToken)
    {
        await launcher.StartAsync(containerId, cancellationToken);
        var (job, createdAt) = _created[containerId];
        Source(job).TrySetResult((createdAt, TimeProvider.System.GetUtcNow()));
    }

    public Task<LauncherStatus> GetStatusAsync(CancellationToken cancellationToken) => TimedAsync(launcher.GetStatusAsync(cancellationToken));

    public Task<IReadOnlyList<LaunchedRunner>> ListAsync(CancellationToken cancellationToken) => TimedAsync(launcher.ListAsync(cancellationToken));

    public Task<string> ReadLogTailAsync(string containerId, CancellationToken cancellationToken) => launcher.ReadLogTailAsync(containerId, cancellationToken);

    public Task RemoveAsync(string containerId, TimeSpan grace, CancellationToken cancellationToken) => launcher.RemoveAsync(containerId, grace, cancellationToken);

    public IAsyncEnumerable<LauncherEvent> WatchAsync(CancellationToken cancellationToken) => launcher.WatchAsync(cancellationToken);

    private async Task<T> TimedAsync<T>(Task<T> look)
    {
        var from = TimeProvider.System.GetUtcNow();
        try
        {
            return await look;
        }
        finally
        {
            _looks.Enqueue((from, TimeProvider.System.GetUtcNow()));
        }
    }

    private TaskCompletionSource<(DateTimeOffset CreateAt, DateTimeOffset StartedAt)> Source(long jobId) =>
        _started.GetOrAdd(jobId, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
