using System.Net.Sockets;

namespace Mcp.Docker.Tests.EngineTrouble;

/// <summary>A socket of its own in front of the engine's, over which everything passes unless it is told to make trouble.</summary>
internal sealed class EngineProxy : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly string _path;
    private readonly UnixDomainSocketEndPoint _engine;
    private readonly List<(string Request, CancellationTokenSource Cut, Task Done)> _open = [];
    private Socket? _listener;
    private Task _accepting = Task.CompletedTask;
    private Trouble? _trouble;
    private TaskCompletionSource _over = New();
    private TaskCompletionSource _met = New();

    /// <param name="path">Where the socket is made; at most about 100 characters.</param>
    /// <param name="engine">The path of the engine's socket.</param>
    public EngineProxy(string path, string engine)
    {
        (_path, _engine) = (path, new(engine));
        Listen();
    }

    public Uri Endpoint => new($"unix://{_path}");

    /// <summary>Completes when the trouble has befallen a request.</summary>
    public Task Met
    {
        get
        {
            lock (_lock)
            {
                return _met.Task;
            }
        }
    }

    /// <summary>From now on, for new requests.</summary>
    public void Begin(Trouble trouble)
    {
        lock (_lock)
        {
            (_trouble, _over, _met) = (trouble, New(), New());
        }
    }

    /// <summary>All is well again, also for those that hang.</summary>
    public void End()
    {
        lock (_lock)
        {
            _trouble = null;
            _over.TrySetResult();
        }
    }

    /// <summary>As an engine that is stopped: nobody listens, and all connections are gone.</summary>
    public async Task StopAsync()
    {
        _listener?.Dispose();
        await _accepting;
        await CutAsync(string.Empty);
    }

    /// <summary>Listens again.</summary>
    public void Listen()
    {
        File.Delete(_path);
        _listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        _listener.Bind(new UnixDomainSocketEndPoint(_path));
        _listener.Listen();
        _accepting = AcceptAsync(_listener);
    }

    /// <summary>Breaks off the exchanges under way whose request ends so.</summary>
    public async Task CutAsync(string requestEnd)
    {
        List<(string Request, CancellationTokenSource Cut, Task Done)> cut;
        lock (_lock)
        {
            cut = [.. _open.Where(exchange => exchange.Request.EndsWith(requestEnd, StringComparison.Ordinal))];
        }

        foreach (var exchange in cut)
        {
            try
            {
                await exchange.Cut.CancelAsync();
            }
            catch (ObjectDisposedException)
            {
                // It has ended by itself since it was looked up.
            }

            await exchange.Done;
        }
    }

    public async ValueTask DisposeAsync()
    {
        End();
        await StopAsync();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task AcceptAsync(Socket listener)
    {
        while (true)
        {
            try
            {
                _ = ServeAsync(await listener.AcceptAsync());
            }
            catch (Exception ex) when (ex is SocketException or ObjectDisposedException)
            {
                // Stopped.
                return;
            }
        }
    }

    private async Task ServeAsync(Socket caller)
    {
        await Task.Yield();
        using var cut = new CancellationTokenSource();
        var done = New();
        await using var near = new NetworkStream(caller, ownsSocket: true);
        Task over;
        lock (_lock)
        {
            over = _over.Task;
        }

        using var exchange = new EngineExchange(near, _engine, over);
        (string, CancellationTokenSource, Task)? entry = null;
        try
        {
            if (!await exchange.ReadAsync(cut.Token))
            {
                return;
            }

            Trouble? trouble;
            lock (_lock)
            {
                trouble = _trouble?.Meets(exchange.Request) == true ? _trouble : null;
                entry = (exchange.Request, cut, done.Task);
                _open.Add(entry.Value);
                if (trouble is not null)
                {
                    _met.TrySetResult();
                }
            }

            await (trouble is null ? exchange.RelayAsync(cut.Token) : trouble.Befall(exchange, cut.Token));
        }
        catch (Exception ex) when (ex is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Either side has hung up, or it is cut: so does the other one.
        }
        finally
        {
            lock (_lock)
            {
                if (entry is { } mine)
                {
                    _open.Remove(mine);
                }
            }

            done.SetResult();
        }
    }
}
