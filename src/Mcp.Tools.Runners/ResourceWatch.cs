using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Resources;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;

namespace Mcp.Tools.Runners;

/// <summary>
/// Tells when a resource of the runners has changed: the status, a runner, a run. Woken by the ledger's doorbell, whichever process
/// wrote; looks at nothing while nobody watches.
/// </summary>
public sealed partial class ResourceWatch : IDisposable
{
    // Many writes in a row become one look.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    // A living autoscaler writes every second. One that died writes nothing, and that is news too: its lease has run out by then.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(7);

    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(5);

    private readonly Lazy<LedgerDatabase> _database;
    private readonly Lazy<IReadOnlyList<RunnerResource>> _resources;
    private readonly TimeProvider _time;
    private readonly ILogger<ResourceWatch> _logger;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, WatchedAddress> _watched = new(StringComparer.Ordinal);
    private Doorbell? _doorbell;
    private CancellationTokenSource? _looking;

    internal ResourceWatch(Lazy<LedgerDatabase> database, Func<IReadOnlyList<RunnerResource>> resources, TimeProvider time, ILogger<ResourceWatch> logger) =>
        (_database, _resources, _time, _logger) = (database, new(resources), time, logger);

    /// <summary>Addresses that can be watched at once, all watchers together.</summary>
    public static int MostAddresses => 1000;

    /// <summary>Whether there is something at the address that can be watched.</summary>
    /// <exception cref="McpException">The ledger cannot be read; the message says what to do.</exception>
    public bool CanWatch(string uri) => State(uri) is not null;

    /// <summary>
    /// Calls <paramref name="changed"/> after each change, one call after the other; changes meanwhile become one. Ends without an exception
    /// when it is cancelled.
    /// </summary>
    /// <exception cref="McpException">Nothing at the address can be watched, too much is watched, or the ledger cannot be read.</exception>
    public async Task WatchAsync(string uri, Func<CancellationToken, Task> changed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changed);
        using var watcher = new Watcher();
        Join(uri, watcher);
        try
        {
            while (true)
            {
                await watcher.ChangedAsync(cancellationToken);
                await changed(cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Nobody wants to hear more.
        }
        finally
        {
            Leave(uri, watcher);
        }
    }

    /// <summary>Looks no more.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            StopLooking();
        }
    }

    private void Join(string uri, Watcher watcher)
    {
        var state = State(uri) ?? throw new McpException($"'{Reports.Wording.Clip(uri, 200)}' cannot be watched. These can: {StatusResource.Address}, {RunnerByNameResource.Template}, {RunResource.Template}, where the ledger has them.");
        lock (_gate)
        {
            if (!_watched.TryGetValue(uri, out var address))
            {
                if (_watched.Count >= MostAddresses)
                {
                    throw new McpException($"{MostAddresses} resources are watched already. End some subscriptions first.");
                }

                _watched[uri] = address = new(state);
            }

            address.Watchers.Add(watcher);
            if (_looking is null)
            {
                _looking = new CancellationTokenSource();
                _doorbell ??= new Doorbell(_database.Value, _time);
                _ = LookAsync(_doorbell, _looking.Token);
            }
        }

        // What was written since the state was read may have rung already.
        Look(uri);
    }

    private void Leave(string uri, Watcher watcher)
    {
        lock (_gate)
        {
            if (_watched.TryGetValue(uri, out var address) && address.Watchers.Remove(watcher) && address.Watchers.Count == 0)
            {
                _watched.Remove(uri);
            }

            if (_watched.Count == 0)
            {
                StopLooking();
            }
        }
    }

    private void StopLooking()
    {
        _looking?.Cancel();
        _looking?.Dispose();
        _looking = null;
    }

    private async Task LookAsync(Doorbell doorbell, CancellationToken cancellationToken)
    {
        await Task.Yield();
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await RingAsync(doorbell, cancellationToken);
                foreach (var uri in Addresses())
                {
                    Look(uri);
                }

                await Task.Delay(Pause, _time, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception ex)
            {
                LogTrouble(ex);
                await Task.Delay(AfterTrouble, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task RingAsync(Doorbell doorbell, CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(Silence, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        try
        {
            await doorbell.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Silence is worth a look.
        }
    }

    private List<string> Addresses()
    {
        lock (_gate)
        {
            return [.. _watched.Keys];
        }
    }

    private void Look(string uri)
    {
        var state = State(uri);
        lock (_gate)
        {
            if (_watched.TryGetValue(uri, out var address) && address.State != state)
            {
                address.State = state;
                address.Tell();
            }
        }
    }

    private string? State(string uri)
    {
        try
        {
            return _resources.Value.Select(resource => resource.State(uri)).FirstOrDefault(state => state is not null);
        }
        catch (LedgerException ex)
        {
            throw new McpException(ex.Message, ex);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The ledger could not be looked at for subscriptions; it is tried again.")]
    private partial void LogTrouble(Exception exception);
}
