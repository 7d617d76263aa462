using Mcp.Tools.Runners.Ledger;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.Lifecycle;

/// <summary>Listens to the engine and to the ledger's doorbell, and wakes the loop.</summary>
internal sealed partial class LoopTriggers(
    IRunnerLauncher launcher, Doorbell doorbell, Wake wake, TimeProvider time, ILogger<LoopTriggers> logger)
{
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(5);

    /// <summary>Completes when cancelled; does not throw.</summary>
    public Task WatchAsync(CancellationToken cancellationToken) => Task.WhenAll(
        RepeatAsync("engine", WatchEngineAsync, cancellationToken),
        RepeatAsync("doorbell", WatchDoorbellAsync, cancellationToken));

    private async Task WatchEngineAsync(CancellationToken cancellationToken)
    {
        await foreach (var change in launcher.WatchAsync(cancellationToken))
        {
            LogEngineEvent(change.Action, change.ContainerId);
            wake.Ring("engine");
        }
    }

    private async Task WatchDoorbellAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await doorbell.WaitAsync(cancellationToken);
            wake.Ring("doorbell");
        }
    }

    private async Task RepeatAsync(string what, Func<CancellationToken, Task> watch, CancellationToken cancellationToken)
    {
        await Task.Yield();
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await watch(cancellationToken);
            }
            catch (Exception ex) when (!cancellationToken.IsCancellationRequested)
            {
                LogTrouble(ex, what);
                await Task.Delay(AfterTrouble, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Engine event {Action} {ContainerId}")]
    private partial void LogEngineEvent(string action, string? containerId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Watching the {What} was interrupted; polling goes on, and watching is tried again.")]
    private partial void LogTrouble(Exception exception, string what);
}
