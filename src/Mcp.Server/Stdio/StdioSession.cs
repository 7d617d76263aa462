using Microsoft.Extensions.Logging;
using ModelContextProtocol.Server;

namespace Mcp.Server.Stdio;

/// <summary>One MCP session over two streams, from the first line to the end of the input.</summary>
internal static class StdioSession
{
    // Together well under a second: a client that closed stdin waits for the process to end.
    private static readonly TimeSpan AnswerGrace = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan CancelGrace = TimeSpan.FromMilliseconds(250);

    public static async Task RunAsync(
        Stream input,
        Stream output,
        McpServerOptions options,
        IServiceProvider services,
        ILoggerFactory loggers,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var transport = new LineTransport(input, output, loggers);
        var server = McpServer.Create(transport, options, loggers, services);
        using var ended = new CancellationTokenSource();
        var reading = transport.ReadToEndAsync(AnswerGrace, time, cancellationToken);

        // Without this token a subscription, or a call that still runs, would hold the server open for ever.
        var serving = server.RunAsync(ended.Token);
        try
        {
            await Task.WhenAny(reading, serving).Unwrap();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // SIGTERM and Ctrl-C end the session as the end of the input does.
        }

        await ended.CancelAsync();
        await transport.DisposeAsync();
        await serving.WaitAsync(CancelGrace, time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
