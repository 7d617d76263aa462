using System.Collections.Concurrent;
using Mcp.Tools.Runners.Ledger;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.Lifecycle;

/// <summary>
/// Work on runners that takes its time (a pull, a stop), one at a time for each runner, beside the loop. Nothing outlives
/// <see cref="DrainAsync"/>.
/// </summary>
internal sealed partial class RunnerWork(Wake wake, ILogger<RunnerWork> logger)
{
    private readonly ConcurrentDictionary<string, Task> _underWay = new(StringComparer.Ordinal);

    public bool IsUnderWay(string runnerId) => _underWay.ContainsKey(runnerId);

    /// <summary>Starts the work unless some is under way for the runner already.</summary>
    public void Start(RunnerInfo runner, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource();
        if (_underWay.TryAdd(runner.Id, started.Task))
        {
            _ = RunAsync(runner, work, started, cancellationToken);
        }
    }

    /// <summary>Completes when nothing is under way any more. No new work may be started meanwhile.</summary>
    public Task DrainAsync() => Task.WhenAll(_underWay.Values);

    private async Task RunAsync(RunnerInfo runner, Func<CancellationToken, Task> work, TaskCompletionSource done, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Yield();
            await work(cancellationToken);
        }
        catch (LeaseLostException)
        {
            // The new holder goes on from the row.
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopping: the next start goes on from the row.
        }
        catch (Exception ex)
        {
            LogFailed(ex, runner.Name, runner.State);
        }
        finally
        {
            _underWay.TryRemove(runner.Id, out _);
            done.SetResult();
            wake.Ring("work");
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Work on runner {Name} ({State}) failed; the next pass tries again.")]
    private partial void LogFailed(Exception exception, string name, RunnerState state);
}
