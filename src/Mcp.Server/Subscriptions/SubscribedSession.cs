using Mcp.Tools.Runners;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;
using ModelContextProtocol.Server;

namespace Mcp.Server.Subscriptions;

/// <summary>The subscriptions of one session: each watches one resource until it is taken back or the session ends.</summary>
internal sealed partial class SubscribedSession(McpServer server, ResourceWatch watch, ILogger logger) : IAsyncDisposable
{
    public const int MostSubscriptions = 100;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Subscription> _subscriptions = new(StringComparer.Ordinal);
    private bool _ended;

    public Action Ended { get; set; } = () => { };

    /// <exception cref="McpProtocolException">Nothing there can be watched, or the session has too many.</exception>
    public void Add(string uri)
    {
        if (!watch.CanWatch(uri))
        {
            throw new McpProtocolException($"'{uri}' cannot be subscribed to: it is no resource that changes, or the ledger does not know it. resources/list and resources/templates/list show what there is.", McpErrorCode.InvalidParams);
        }

        lock (_gate)
        {
            if (_ended || _subscriptions.ContainsKey(uri))
            {
                return;
            }

            if (_subscriptions.Count >= MostSubscriptions)
            {
                throw new McpProtocolException($"This session has {MostSubscriptions} subscriptions, which is the most. Unsubscribe from some first.", McpErrorCode.InvalidRequest);
            }

            var stop = new CancellationTokenSource();
            _subscriptions[uri] = new(stop, WatchAsync(uri, stop.Token));
        }
    }

    public async Task RemoveAsync(string uri)
    {
        Subscription? removed;
        lock (_gate)
        {
            _subscriptions.Remove(uri, out removed);
        }

        if (removed is not null)
        {
            await removed.StopAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        List<Subscription> all;
        lock (_gate)
        {
            _ended = true;
            all = [.. _subscriptions.Values];
            _subscriptions.Clear();
        }

        Ended();
        foreach (var subscription in all)
        {
            await subscription.StopAsync();
        }
    }

    private async Task WatchAsync(string uri, CancellationToken cancellationToken)
    {
        try
        {
            await watch.WatchAsync(uri, token => ResourceNotice.SendAsync(server, uri, subscription: null, token), cancellationToken);
        }
        catch (Exception ex) when (!cancellationToken.IsCancellationRequested)
        {
            // The client's stream is gone; the session's end follows.
            LogEnded(uri, ex.Message);
        }
    }

    [LoggerMessage(LogLevel.Information, "The subscription to {Uri} ended: {Reason}")]
    private partial void LogEnded(string uri, string reason);
}
