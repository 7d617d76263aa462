using Microsoft.Extensions.Logging;
using ModelContextProtocol.Server;

namespace Mcp.Server.Stdio;

/// <summary>One MCP session over two streams, from the first line to the end of the input.</summary>
internal sealed partial class StdioSession(LineTransport transport, CallCancellation calls, TimeProvider time, ILogger<StdioSession> logger)
{
    // Under a second: a client that closed stdin waits for the process to end.
    private static readonly TimeSpan CallGrace = TimeSpan.FromMilliseconds(500);

    // A tool ends at once when it is cancelled; this bounds one that does not.
    private static readonly TimeSpan CancelGrace = TimeSpan.FromSeconds(2);

    // What is no tool call needs only the processor, and is answered at once unless that is overloaded.
    private static readonly TimeSpan AnswerGrace = TimeSpan.FromSeconds(5);

    /// <summary>Serves until the input ends or <paramref name="cancellationToken"/> fires, and until what is due is answered.</summary>
    public async Task RunAsync(McpServer server, CancellationToken cancellationToken)
    {
        using var ended = new CancellationTokenSource();
        var reading = transport.ReadToEndAsync(cancellationToken);
        var serving = server.RunAsync(ended.Token);
        try
        {
            await reading;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // SIGTERM and Ctrl-C end the session as the end of the input does.
        }

        await AnswerAsync();

        // Without this token a subscription, or a call that does not heed its cancellation, would hold the server open for ever.
        await ended.CancelAsync();
        await transport.DisposeAsync();
        await serving.WaitAsync(CancelGrace, time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task AnswerAsync()
    {
        var outstanding = transport.Outstanding;
        outstanding.Close();
        if (!await InTimeAsync(outstanding.AllAnswered, CallGrace))
        {
            LogCancelling(CallGrace);
            await calls.CancelAsync();
            await InTimeAsync(outstanding.AllAnswered, CancelGrace);
        }

        await InTimeAsync(outstanding.AllButCallsAnswered, AnswerGrace);
    }

    private async Task<bool> InTimeAsync(Task task, TimeSpan limit)
    {
        await task.WaitAsync(limit, time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return task.IsCompleted;
    }

    [LoggerMessage(LogLevel.Information, "The client is gone; the tool calls that still run after {Grace} are cancelled.")]
    private partial void LogCancelling(TimeSpan grace);
}
