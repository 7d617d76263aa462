using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Mcp.Tools.Runners.Tests.Lifecycle;

/// <summary>An engine whose containers are entries in a table; each can be made to fail.</summary>
internal sealed class InMemoryLauncher(TimeProvider time) : IRunnerLauncher
{
    private readonly ConcurrentDictionary<string, LaunchedRunner> _containers = new(StringComparer.Ordinal);
    private readonly Channel<LauncherEvent> _events = Channel.CreateUnbounded<LauncherEvent>();

    /// <summary>Called when a container starts, with its just-in-time configuration: plays the job.</summary>
    public Action<LaunchedRunner, string>? Started { get; set; }

    /// <summary>Null: all is well. Else thrown by the next calls.</summary>
    public Exception? Trouble { get; set; }

    /// <summary>Creating takes until this completes.</summary>
    public Task Slow { get; set; } = Task.CompletedTask;

    /// <summary>Which of the next listings the engine refuses; 0: none.</summary>
    public int ListingTrouble { get; set; }

    /// <summary>Null: all is well. Else thrown by removals.</summary>
    public Exception? RemovalTrouble { get; set; }

    /// <summary>Removing takes until this completes, whatever is cancelled.</summary>
    public Task SlowRemoval { get; set; } = Task.CompletedTask;

    public bool Available { get; set; } = true;

    public int Created { get; private set; }

    public IReadOnlyCollection<LaunchedRunner> Containers => [.. _containers.Values];

    private ConcurrentDictionary<string, string> Configurations { get; } = new(StringComparer.Ordinal);

    public Task<LauncherStatus> GetStatusAsync(CancellationToken cancellationToken) => Task.FromResult(
        new LauncherStatus(Available, time.GetUtcNow(), Available ? null : "Start it.", "In memory", RunnerArchitecture.X64, 8, 16L << 30, []));

    public async Task<string> CreateAsync(RunnerLaunch launch, CancellationToken cancellationToken)
    {
        await Slow.WaitAsync(cancellationToken);
        if (Trouble is { } trouble)
        {
            throw trouble;
        }

        var id = $"container-{launch.Runner.Id}";
        if (_containers.TryAdd(id, new(id, launch.Runner.Id, launch.Runner.Name, Running: false, Ended: false, null, null, null, OutOfMemory: false, null, launch.Runner.Repository)))
        {
            Created++;
            Configurations[id] = launch.JitConfiguration.Reveal();
        }

        return id;
    }

    public Task StartAsync(string containerId, CancellationToken cancellationToken)
    {
        var running = _containers[containerId] with { Running = true, StartedAt = time.GetUtcNow() };
        _containers[containerId] = running;
        _events.Writer.TryWrite(new(containerId, "start"));
        Started?.Invoke(running, Configurations[containerId]);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<LaunchedRunner>> ListAsync(CancellationToken cancellationToken) => ListingTrouble > 0 && --ListingTrouble == 0
        ? throw new LauncherException(ReasonCode.EngineError, "The engine does not list.")
        : Task.FromResult<IReadOnlyList<LaunchedRunner>>([.. _containers.Values]);

    public Task<string> ReadLogTailAsync(string containerId, CancellationToken cancellationToken) => Task.FromResult("the end");

    public async Task RemoveAsync(string containerId, TimeSpan grace, CancellationToken cancellationToken)
    {
        await SlowRemoval;
        if (RemovalTrouble is { } trouble)
        {
            throw trouble;
        }

        _containers.TryRemove(containerId, out _);
    }

    public async IAsyncEnumerable<LauncherEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var change in _events.Reader.ReadAllAsync(cancellationToken))
        {
            yield return change;
        }
    }

    /// <summary>A container that somebody else made.</summary>
    public void Add(LaunchedRunner container) => _containers[container.ContainerId] = container;

    /// <summary>Somebody changes the container.</summary>
    public void Drift(string containerId, params string[] differences) => _containers[containerId] = _containers[containerId] with { Drift = [.. differences] };

    /// <summary>The container has written so much.</summary>
    public void Fill(string containerId, long bytes) => _containers[containerId] = _containers[containerId] with { Disk = new DiskUse(bytes, time.GetUtcNow()) };

    /// <summary>The container ends by itself.</summary>
    public void End(string containerId, int exitCode)
    {
        if (_containers.TryGetValue(containerId, out var container))
        {
            _containers[containerId] = container with { Running = false, Ended = true, ExitCode = exitCode, FinishedAt = time.GetUtcNow() };
            _events.Writer.TryWrite(new(containerId, "die"));
        }
    }
}
