using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;

namespace Mcp.Server.Stdio;

/// <summary>The requests that were read and not yet answered. A subscription is never answered and does not count.</summary>
internal sealed class OutstandingRequests
{
    private readonly Lock _gate = new();
    private readonly HashSet<RequestId> _ids = [];
    private readonly TaskCompletionSource _allAnswered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _closed;

    public void Received(JsonRpcMessage message)
    {
        lock (_gate)
        {
            switch (message)
            {
                case JsonRpcRequest { Method: not RequestMethods.SubscriptionsListen } request:
                    _ids.Add(request.Id);
                    break;
                case JsonRpcNotification { Method: NotificationMethods.CancelledNotification } notification when CancelledId(notification) is { } id:
                    // A cancelled request gets no response.
                    _ids.Remove(id);
                    break;
            }
        }
    }

    public void Sent(JsonRpcMessage message)
    {
        if (message is not (JsonRpcResponse or JsonRpcError))
        {
            return;
        }

        lock (_gate)
        {
            _ids.Remove(((JsonRpcMessageWithId)message).Id);
            Settle();
        }
    }

    /// <summary>No more requests will come; the task ends when all that came are answered.</summary>
    public Task Close()
    {
        lock (_gate)
        {
            _closed = true;
            Settle();
        }

        return _allAnswered.Task;
    }

    private void Settle()
    {
        if (_closed && _ids.Count == 0)
        {
            _allAnswered.TrySetResult();
        }
    }

    private static RequestId? CancelledId(JsonRpcNotification notification) => notification.Params?["requestId"] switch
    {
        JsonValue value when value.TryGetValue(out string? text) => new RequestId(text),
        JsonValue value when value.TryGetValue(out long number) => new RequestId(number),
        _ => null,
    };
}
