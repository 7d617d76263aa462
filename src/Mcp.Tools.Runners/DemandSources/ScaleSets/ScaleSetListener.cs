using Mcp.Tools.Runners.GitHub.ScaleSets;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Lifecycle;
using Mcp.Tools.Runners.Planning;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mcp.Tools.Runners.DemandSources.ScaleSets;

/// <summary>
/// Listens to the scale sets of the pools that have one, while this process holds the lease. What cannot be used is told on the status
/// board with its reason, and tried again; meanwhile the pool's jobs are served over REST.
/// </summary>
internal sealed partial class ScaleSetListener(
    IOptions<RunnersOptions> options,
    ScaleSetEntrance entrance,
    ScaleSetInbox inbox,
    ScaleSetBoard board,
    RunnerLedger runners,
    ControlBoard controls,
    StatusBoard status,
    Wake wake,
    TimeProvider time,
    ILogger<ScaleSetListener> logger)
{
    private readonly List<RunnerPool> _pools = [.. options.Value.EffectivePools.Where(pool => pool.ScaleSet is not null)];

    /// <summary>
    /// Completes when cancelled; does not throw. Before it returns its task the pools are marked: until their sets are open nothing is
    /// started for their jobs.
    /// </summary>
    public async Task ListenAsync(CancellationToken cancellationToken)
    {
        if (_pools.Count > 0)
        {
            _pools.ForEach(board.Begin);
            await Task.WhenAll(_pools.Select(pool => ListenAsync(pool, cancellationToken)));
            board.End();
        }
    }

    private async Task ListenAsync(RunnerPool pool, CancellationToken cancellationToken)
    {
        await Task.Yield();
        var failures = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            ScaleSetFailureKind? kind = null;
            try
            {
                await SessionAsync(pool, () => failures = 0, cancellationToken);
            }
            catch (LeaseLostException)
            {
                return;
            }
            catch (ScaleSetException ex) when (!cancellationToken.IsCancellationRequested)
            {
                kind = ex.Kind;
                Failed(pool, kind, ex.Kind == ScaleSetFailureKind.SessionConflict ? $"Another controller is active. {ex.Message}" : ex.Message);
            }
            catch (Exception ex) when (!cancellationToken.IsCancellationRequested)
            {
                LogUnexpected(ex, pool.Name);
                Failed(pool, kind, $"Listening failed unexpectedly ({ex.GetType().Name}). Look into the log.");
            }
            catch (Exception)
            {
                // Stopping: a request that is cut off may end in any way, and whoever waits for this task has a lease to give back.
                return;
            }

            await Task.Delay(ScaleSetPace.After(kind, failures++, Random.Shared.NextDouble()), time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SessionAsync(RunnerPool pool, Action opened, CancellationToken cancellationToken)
    {
        var queue = await entrance.OpenAsync(pool, cancellationToken);
        try
        {
            opened();
            board.Live(pool.Name, queue.Session);
            LogLive(pool.Name, queue.Session.ScaleSetId, queue.Session.Statistics.TotalAssignedJobs);
            await inbox.ApplyAsync(pool.Name, queue, cancellationToken);
            await ReceiveAsync(pool, queue, cancellationToken);
        }
        finally
        {
            await entrance.CloseAsync(pool.Name, queue);
        }
    }

    private async Task ReceiveAsync(RunnerPool pool, ScaleSetMessageQueue queue, CancellationToken cancellationToken)
    {
        var last = 0L;
        var heard = time.GetTimestamp();
        var failures = 0;
        while (true)
        {
            try
            {
                var room = Room(pool);
                board.Asking(pool.Name, room);
                var message = await queue.ReceiveAsync(last, room, cancellationToken);
                board.Heard(pool.Name);
                if (message is not null)
                {
                    await inbox.TakeAsync(pool.Name, queue, message, cancellationToken);
                    last = Math.Max(last, message.Id);
                }

                (heard, failures) = (time.GetTimestamp(), 0);
                continue;
            }
            catch (ScaleSetException ex) when (ScaleSetPace.MayPass(ex.Kind) && time.GetElapsedTime(heard) < ScaleSetPace.Patience && !cancellationToken.IsCancellationRequested)
            {
                board.Failed(pool.Name, ex.Kind, ex.Message);
                LogTrouble(pool.Name, ex.Message);
            }

            await Task.Delay(ScaleSetPace.After(ScaleSetFailureKind.Unreachable, failures++, Random.Shared.NextDouble()), time, cancellationToken);
            await inbox.ApplyAsync(pool.Name, queue, cancellationToken);
        }
    }

    private int Room(RunnerPool pool)
    {
        var control = controls.Read();
        return ScaleSetRoom.Of(
            pool,
            ScaleSetAddress.Parse(pool.ScaleSet!.ConfigUrl),
            options.Value.EffectivePools,
            runners.ListOpen(),
            PlanLimits.Of(options.Value, StatusJson.ReadEngine(status.Get("engine")), control),
            control);
    }

    private void Failed(RunnerPool pool, ScaleSetFailureKind? kind, string problem)
    {
        board.Failed(pool.Name, kind, problem);
        LogTrouble(pool.Name, problem);

        // The next pass may have to serve its jobs over REST.
        wake.Ring("scale set");
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The scale set {SetId} of the pool '{Pool}' is listened to; {Assigned} jobs are assigned to it.")]
    private partial void LogLive(string pool, int setId, int assigned);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The scale set of the pool '{Pool}' cannot be used now: {Problem}")]
    private partial void LogTrouble(string pool, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "Listening to the scale set of the pool '{Pool}' failed unexpectedly.")]
    private partial void LogUnexpected(Exception exception, string pool);
}
