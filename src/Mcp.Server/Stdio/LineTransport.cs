using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Mcp.Server.Stdio;

/// <summary>JSON-RPC messages as lines over two streams.</summary>
/// <remarks>
/// The SDK's own stream transport disconnects at the end of the input, and then drops every response that is still due.
/// This one stays connected until it is disposed of, and knows which responses are due.
/// </remarks>
internal sealed partial class LineTransport(Stream input, Stream output, ILoggerFactory loggers) : TransportBase("stdio", loggers)
{
    private static readonly JsonTypeInfo<JsonRpcMessage> MessageType =
        (JsonTypeInfo<JsonRpcMessage>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonRpcMessage));

    private readonly ILogger _logger = loggers.CreateLogger<LineTransport>();
    private readonly SemaphoreSlim _writing = new(1, 1);

    public OutstandingRequests Outstanding { get; } = new();

    /// <summary>Reads until the input ends or <paramref name="cancellationToken"/> fires. The transport stays connected.</summary>
    public async Task ReadToEndAsync(CancellationToken cancellationToken)
    {
        SetConnected();
        using var reader = new StreamReader(input, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

        // A read of a terminal or a pipe cannot be cancelled: leave it behind, the process is about to end.
        while (await reader.ReadLineAsync(CancellationToken.None).AsTask().WaitAsync(cancellationToken) is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                await AcceptAsync(line, cancellationToken);
            }
        }
    }

    public override async Task SendMessageAsync(JsonRpcMessage message, CancellationToken cancellationToken = default)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(message, MessageType);
        await _writing.WaitAsync(cancellationToken);
        try
        {
            // Whole lines only: a write that was begun is finished.
            await output.WriteAsync((byte[])[.. line, (byte)'\n'], CancellationToken.None);
            await output.FlushAsync(CancellationToken.None);
        }
        finally
        {
            _writing.Release();
            Outstanding.Sent(message);
        }
    }

    public override ValueTask DisposeAsync()
    {
        SetDisconnected();
        return ValueTask.CompletedTask;
    }

    private async Task AcceptAsync(string line, CancellationToken cancellationToken)
    {
        JsonRpcMessage? message;
        try
        {
            message = JsonSerializer.Deserialize(line, MessageType);
        }
        catch (JsonException ex)
        {
            LogMalformed(ex.Message);
            await AnswerMalformedAsync(line, cancellationToken);
            return;
        }

        if (message is not null)
        {
            Outstanding.Received(message);
            await WriteMessageAsync(message, cancellationToken);
        }
    }

    /// <summary>Answers a request that is JSON but no message, so that its sender does not wait for ever. Without an id nobody waits.</summary>
    private async Task AnswerMalformedAsync(string line, CancellationToken cancellationToken)
    {
        if (MalformedRequest.IdOf(line) is { } id)
        {
            var detail = new JsonRpcErrorDetail { Code = (int)McpErrorCode.InvalidRequest, Message = "The line is not a JSON-RPC 2.0 message." };
            await SendMessageAsync(new JsonRpcError { Id = id, Error = detail }, cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "A line on stdin is not a JSON-RPC message: {Reason}")]
    private partial void LogMalformed(string reason);
}
