using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Mcp.Server.Tests.Processes;

namespace Mcp.Server.Tests.Wire;

/// <summary>Sorts what a server sends into responses and the rest.</summary>
internal sealed class Mailbox
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _responses = new();
    private readonly Channel<JsonElement> _others = Channel.CreateUnbounded<JsonElement>();

    public void Put(string json)
    {
        var message = JsonRpc.Parse(json);
        if (message.TryGetProperty("id", out var id) && !message.TryGetProperty("method", out _))
        {
            Slot(id.GetInt32()).TrySetResult(message);
        }
        else
        {
            _others.Writer.TryWrite(message);
        }
    }

    public Task<JsonElement> ResponseAsync(int id) => Slot(id).Task.WaitAsync(ProductProcess.Patience, TestContext.Current.CancellationToken);

    public Task<JsonElement> NextAsync() =>
        _others.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(ProductProcess.Patience, TestContext.Current.CancellationToken);

    /// <summary>Reads a stream of events to its end.</summary>
    /// <param name="other">Takes what is no message: the 2024-11-05 transport names its address so.</param>
    public async Task ReadEventsAsync(Stream stream, Action<string>? other, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("data: {", StringComparison.Ordinal))
            {
                Put(line[6..]);
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                other?.Invoke(line[6..]);
            }
        }
    }

    private TaskCompletionSource<JsonElement> Slot(int id) => _responses.GetOrAdd(id, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
