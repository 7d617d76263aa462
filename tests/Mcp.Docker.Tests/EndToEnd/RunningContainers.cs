using Docker.DotNet;
using Docker.DotNet.Models;

namespace Mcp.Docker.Tests.EndToEnd;

/// <summary>What the engine itself says of how many containers of a controller ran, and how many at once.</summary>
internal sealed class RunningContainers : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly HashSet<string> _running = [];
    private readonly HashSet<string> _started = [];
    private readonly HashSet<string> _signalled = [];
    private readonly Task _watch;

    private RunningContainers(IDockerClient engine, string label)
    {
        var parameters = new ContainerEventsParameters
        {
            Filters = new Dictionary<string, IDictionary<string, bool>>
            {
                ["type"] = new Dictionary<string, bool> { ["container"] = true },
                ["label"] = new Dictionary<string, bool> { [label] = true },
            },
        };
        _watch = engine.System.MonitorEventsAsync(parameters, new Sync(Note), _stop.Token);
    }

    public int Peak { get; private set; }

    public int Started
    {
        get
        {
            lock (_running)
            {
                return _started.Count;
            }
        }
    }

    /// <summary>Those that were sent a signal: asked to stop, or killed.</summary>
    public int Signalled
    {
        get
        {
            lock (_running)
            {
                return _signalled.Count;
            }
        }
    }

    public static RunningContainers Watch(IDockerClient engine, string controllerId) => new(engine, $"io.mcp-runners.controller={controllerId}");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private void Note(Message message)
    {
        lock (_running)
        {
            if (message.Action == "start")
            {
                _started.Add(message.Actor.ID);
                _running.Add(message.Actor.ID);
                Peak = Math.Max(Peak, _running.Count);
            }
            else if (message.Action == "die")
            {
                _running.Remove(message.Actor.ID);
            }
            else if (message.Action == "kill")
            {
                _signalled.Add(message.Actor.ID);
            }
        }
    }

    /// <summary>Reports in order, on the thread that reads; <see cref="Progress{T}"/> does not.</summary>
    private sealed class Sync(Action<Message> report) : IProgress<Message>
    {
        public void Report(Message value) => report(value);
    }
}
