using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.Launching;

/// <summary>
/// Follows the engine's event stream for as long as the caller wants, over every interruption. After each connection it says so,
/// because what happened meanwhile was not heard: the caller then lists.
/// </summary>
/// <param name="open">Opens the stream of JSON lines; throws if the engine does not answer.</param>
/// <param name="time">The clock of the waits in between.</param>
/// <param name="logger">Told about a stream that is lost or back.</param>
internal sealed partial class EngineEvents(Func<CancellationToken, Task<Stream>> open, TimeProvider time, ILogger logger)
{
    public const string Connected = "connected";
    public const string Reconnected = "reconnected";

    public async IAsyncEnumerable<LauncherEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var word = Connected;
        var failures = 0;
        while (true)
        {
            using var reader = await TryOpenAsync(cancellationToken);
            if (reader is null)
            {
                failures++;
            }
            else
            {
                failures = 0;
                yield return new LauncherEvent(null, word);
                while (await TryReadAsync(reader, cancellationToken) is { } line)
                {
                    if (Parse(line) is { } happened)
                    {
                        yield return happened;
                    }
                }
            }

            word = Reconnected;
            await Task.Delay(ReconnectDelay.After(failures), time, cancellationToken);
        }
    }

    /// <summary>One line of the stream; null for one that says nothing about a container. Pure.</summary>
    public static LauncherEvent? Parse(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root &&
                root.TryGetProperty("Action", out var action) && action.ValueKind == JsonValueKind.String &&
                root.TryGetProperty("Actor", out var actor) && actor.ValueKind == JsonValueKind.Object &&
                actor.TryGetProperty("ID", out var id) && id.ValueKind == JsonValueKind.String
                ? new LauncherEvent(id.GetString(), action.GetString()!)
                : null;
        }
        catch (JsonException)
        {
            // Half a line, from a stream that was cut: the listing after the reconnect says the rest.
            return null;
        }
    }

    private async Task<StreamReader?> TryOpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            var reader = new StreamReader(await open(cancellationToken));
            LogConnected(logger);
            return reader;
        }
        catch (Exception ex) when (!cancellationToken.IsCancellationRequested)
        {
            LogUnreachable(logger, ex.Message);
            return null;
        }
    }

    private async Task<string?> TryReadAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        try
        {
            var line = await reader.ReadLineAsync(cancellationToken);
            if (line is null)
            {
                LogLost(logger, "the engine closed it");
            }

            return line;
        }
        catch (Exception ex) when (!cancellationToken.IsCancellationRequested)
        {
            LogLost(logger, ex.Message);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Following the engine's events.")]
    private static partial void LogConnected(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The engine's events cannot be followed, trying again: {Problem}")]
    private static partial void LogUnreachable(ILogger logger, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The engine's event stream was lost, connecting again: {Problem}.")]
    private static partial void LogLost(ILogger logger, string problem);
}
