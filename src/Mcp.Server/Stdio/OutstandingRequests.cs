using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;

namespace Mcp.Server.Stdio;

/// <summary>The requests that were read and not yet answered. A subscription is never answered and does not count.</summary>
internal sealed class OutstandingRequests
{
    private readonly Lock _gate = new();
    private readonly HashSet<RequestId> _calls = [];
    private readonly HashSet<RequestId> _others = [];
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _allOthers = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _closed;

    /// <summary>Ends when the input is closed and everything is answered.</summary>
    public Task AllAnswered => _all.Task;

    /// <summary>The same without tool calls, which may take as long as they like.</summary>
    public Task AllButCallsAnswered => _allOthers.Task;

    public void Received(JsonRpcMessage message)
    {
        lock (_gate)
        {
            switch (message)
            {
                case JsonRpcRequest { Method: RequestMethods.ToolsCall } call:
                    _calls.Add(call.Id);
                    break;
                case JsonRpcRequest { Method: not RequestMethods.SubscriptionsListen } request:
                    _others.Add(request.Id);
                    break;
                case JsonRpcNotification { Method: NotificationMethods.CancelledNotification } notification when CancelledId(notification) is { } id:
                    // A cancelled request gets no response.
                    Remove(id);
                    break;
            }
        }
    }

    public void Sent(JsonRpcMessage message)
    {
        if (message is JsonRpcResponse or JsonRpcError)
        {
            lock (_gate)
            {
                Remove(((JsonRpcMessageWithId)message).Id);
            }
        }
    }

    /// <summary>No more requests will come.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Settle();
        }
    }

    private void Remove(RequestId id)
    {
        _calls.Remove(id);
        _others.Remove(id);
        Settle();
    }

    private void Settle()
    {
        if (!_closed || _others.Count > 0)
        {
            return;
        }

        _allOthers.TrySetResult();
        if (_calls.Count == 0)
        {
            _all.TrySetResult();
        }
    }

    private static RequestId? CancelledId(JsonRpcNotification notification) => notification.Params?["requestId"] switch
    {
        JsonValue value when value.TryGetValue(out string? text) => new RequestId(text),
        JsonValue value when value.TryGetValue(out long number) => new RequestId(number),
        _ => null,
    };
}
