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
    public void Start(RunnerInfo runner, Func<CancellationToken, Task> work, CancellationToken cancellationToken) =>
        Start(runner.Id, $"runner {runner.Name} ({runner.State})", work, cancellationToken);

    /// <summary>The same for work that is not about one runner; the key is no runner's id.</summary>
    public void Start(string key, string what, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource();
        if (_underWay.TryAdd(key, started.Task))
        {
            _ = RunAsync(key, what, work, started, cancellationToken);
        }
    }

    /// <summary>Completes when nothing is under way any more. No new work may be started meanwhile.</summary>
    public Task DrainAsync() => Task.WhenAll(_underWay.Values);

    private async Task RunAsync(string key, string what, Func<CancellationToken, Task> work, TaskCompletionSource done, CancellationToken cancellationToken)
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
            LogPutOff(what, ex.Message);
        }
        catch (Exception ex)
        {
            isNews = false;
            LogFailed(ex, what);
        }
        finally
        {
            _underWay.TryRemove(key, out _);

            // A pass right after a failure would try at once again, and again, for as long as the engine or GitHub is in trouble.
            if (isNews)
            {
                wake.Ring("work");
            }

            done.SetResult();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Work on {What} cannot be done now; the next pass tries again. {Problem}")]
    private partial void LogPutOff(string what, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "Work on {What} failed; the next pass tries again.")]
    private partial void LogFailed(Exception exception, string what);
}
