using System.Text.Json;
using System.Text.Json.Nodes;
using Mcp.Tools.Runners;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mcp.Server.Subscriptions;

/// <summary><c>subscriptions/listen</c> of 2026-07-28, over stdio and over HTTP, where the request's own response is the stream.</summary>
/// <remarks>The SDK's own grants nothing over HTTP and never tells of a resource.</remarks>
internal sealed class ListenHandler(ResourceWatch watch)
{
    /// <summary>Streams at once; each holds a connection open.</summary>
    public const int MostStreams = 500;

    private int _streams;

    public async ValueTask<EmptyResult> HandleAsync(RequestContext<SubscriptionsListenRequestParams> request, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _streams) > MostStreams)
        {
            Interlocked.Decrement(ref _streams);
            throw new McpProtocolException($"{MostStreams} clients listen already, which is the most. Try again later.", McpErrorCode.InternalError);
        }

        try
        {
            await ListenAsync(request.Server, request.JsonRpcRequest.Id, Grant(request.Server.ServerOptions, request.Params.Notifications), cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _streams);
        }

        return new EmptyResult();
    }

    private async Task ListenAsync(McpServer server, RequestId id, SubscriptionsListenNotifications granted, CancellationToken cancellationToken)
    {
        var acknowledgement = JsonSerializer.SerializeToNode(
            new SubscriptionsAcknowledgedNotificationParams { Notifications = granted },
            McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(SubscriptionsAcknowledgedNotificationParams)))!.AsObject();
        using var sending = new SemaphoreSlim(1, 1);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        async Task SendAsync(string method, JsonObject parameters, CancellationToken token)
        {
            await sending.WaitAsync(token);
            try
            {
                await ResourceNotice.SendAsync(server, method, parameters, id, token);
            }
            finally
            {
                sending.Release();
            }
        }

        // Before the acknowledgement, so that a change right after it is not missed; what it tells meanwhile waits behind it.
        await sending.WaitAsync(cancellationToken);
        List<Task> streams =
        [
            .. (granted.ResourceSubscriptions ?? []).Select(uri => watch.WatchAsync(
                uri, token => SendAsync(NotificationMethods.ResourceUpdatedNotification, new JsonObject { ["uri"] = uri }, token), ended.Token)),
            .. ListChanges.Watch(server.ServerOptions, granted, (method, token) => SendAsync(method, [], token), ended.Token),
        ];
        try
        {
            await ResourceNotice.SendAsync(server, NotificationMethods.SubscriptionsAcknowledgedNotification, acknowledgement, id, cancellationToken);
            sending.Release();
            await Task.WhenAny([.. streams, Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ended.Token)]);
        }
        finally
        {
            await ended.CancelAsync();
            await Task.WhenAll(streams).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private SubscriptionsListenNotifications Grant(McpServerOptions options, SubscriptionsListenNotifications wanted)
    {
        var uris = wanted.ResourceSubscriptions?.Distinct(StringComparer.Ordinal).Take(SubscribedSession.MostSubscriptions).Where(watch.CanWatch).ToList();
        return new()
        {
            ToolsListChanged = wanted.ToolsListChanged is true && options.ToolCollection is not null ? true : null,
            PromptsListChanged = wanted.PromptsListChanged is true && options.PromptCollection is not null ? true : null,
            ResourcesListChanged = wanted.ResourcesListChanged is true && options.ResourceCollection is not null ? true : null,
            ResourceSubscriptions = uris is { Count: > 0 } ? uris : null,
        };
    }
}
