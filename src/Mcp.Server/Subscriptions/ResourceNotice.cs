using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mcp.Server.Subscriptions;

/// <summary>Writes the notifications of subscriptions.</summary>
internal static class ResourceNotice
{
    /// <param name="subscription">The request that asked for it, where a client may have several on one channel.</param>
    public static Task SendAsync(McpServer server, string uri, RequestId? subscription, CancellationToken cancellationToken) =>
        SendAsync(server, NotificationMethods.ResourceUpdatedNotification, new JsonObject { ["uri"] = uri }, subscription, cancellationToken);

    public static Task SendAsync(McpServer server, string method, JsonObject parameters, RequestId? subscription, CancellationToken cancellationToken)
    {
        if (subscription is { } id)
        {
            parameters["_meta"] = new JsonObject { [MetaKeys.SubscriptionId] = id.Id is long number ? JsonValue.Create(number) : JsonValue.Create(id.ToString()) };
        }

        return server.SendMessageAsync(new JsonRpcNotification { Method = method, Params = parameters }, cancellationToken);
    }
}
