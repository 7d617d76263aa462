using System.Collections.Concurrent;
using Mcp.Tools.Runners.GitHub;
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
        var isNews = true;
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
        catch (Exception ex) when (ex is LauncherException or GitHubException or PutOffException)
        {
            isNews = false;
            LogPutOff(runner.Name, runner.State, ex.Message);
        }
        catch (Exception ex)
        {
            isNews = false;
            LogFailed(ex, runner.Name, runner.State);
        }
        finally
        {
            _underWay.TryRemove(runner.Id, out _);

            // A pass right after a failure would try at once again, and again, for as long as the engine or GitHub is in trouble.
            if (isNews)
            {
                wake.Ring("work");
            }

            done.SetResult();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Work on runner {Name} ({State}) cannot be done now; the next pass tries again. {Problem}")]
    private partial void LogPutOff(string name, RunnerState state, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "Work on runner {Name} ({State}) failed; the next pass tries again.")]
    private partial void LogFailed(Exception exception, string name, RunnerState state);
}
