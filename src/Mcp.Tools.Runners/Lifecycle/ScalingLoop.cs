using Mcp.Tools.Runners.DemandSources.ScaleSets;
using Mcp.Tools.Runners.Ledger;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mcp.Tools.Runners.Lifecycle;

/// <summary>
/// The autoscaler as a background host. Waits for the lease; while it holds it, passes follow each other: on the interval, when a container
/// starts or ends, and when somebody writes a request into the ledger.
/// </summary>
internal sealed partial class ScalingLoop(
    IOptions<RunnersOptions> options,
    AutoscalerLease lease,
    ScalingPass pass,
    Sight sight,
    RunnerWork work,
    LoopTriggers triggers,
    ScaleSetListener scaleSets,
    Wake wake,
    TimeProvider time,
    ILogger<ScalingLoop> logger) : BackgroundService
{
    /// <summary>How soon GitHub is looked at again while a runner is on its way to being online.</summary>
    private static readonly TimeSpan RegistrationLook = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(5);

    /// <summary>Below the host's own limit of 30 s, and far below the 90 s after which systemd kills.</summary>
    private static readonly TimeSpan SettleLimit = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host waits for the first await of each service; opening the ledger must not hold it up.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await lease.AcquireAsync(stoppingToken);
                await HoldAsync(stoppingToken);
            }
            catch (Exception ex) when (!stoppingToken.IsCancellationRequested)
            {
                LogTrouble(ex);
                await Task.Delay(AfterTrouble, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task HoldAsync(CancellationToken stoppingToken)
    {
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        using var done = new CancellationTokenSource();
        var keep = lease.KeepAsync(lost, done.Token);
        var watch = triggers.WatchAsync(lost.Token);
        var listen = scaleSets.ListenAsync(lost.Token);
        try
        {
            sight.Forget();
            await PassesAsync(lost.Token);
        }
        catch (LeaseLostException)
        {
            // Somebody else acts now.
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested)
        {
            // Stopped, or the lease is lost.
        }
        finally
        {
            // Busy runners run on; what is being started undoes itself, still under the lease.
            await lost.CancelAsync();
            await watch;
            var settled = await SettleAsync();
            await listen;
            await done.CancelAsync();
            await keep;
            if (settled)
            {
                lease.Release();
            }
        }
    }

    /// <summary>Waits for the work that is under way. What hangs is left to the next holder, which waits until this lease has expired.</summary>
    private async Task<bool> SettleAsync()
    {
        try
        {
            await work.DrainAsync().WaitAsync(SettleLimit, time);
            return true;
        }
        catch (TimeoutException)
        {
            LogUnsettled(SettleLimit);
            return false;
        }
    }

    private async Task PassesAsync(CancellationToken cancellationToken)
    {
        var trigger = "start";
        var look = Look.Everything;
        var polledAt = time.GetTimestamp();
        while (true)
        {
            if (look == Look.Everything)
            {
                polledAt = time.GetTimestamp();
            }

            await PassAsync(trigger, look, cancellationToken);
            (trigger, look) = await NextAsync(polledAt, cancellationToken);
        }
    }

    private async Task<(string Trigger, Look Look)> NextAsync(long polledAt, CancellationToken cancellationToken)
    {
        while (true)
        {
            var untilPoll = options.Value.PollInterval - time.GetElapsedTime(polledAt);
            if (untilPoll <= TimeSpan.Zero)
            {
                return ("interval", Look.Everything);
            }

            var lookAgain = pass.AwaitsRegistration && untilPoll > RegistrationLook;
            var why = await wake.WaitAsync(lookAgain ? RegistrationLook : untilPoll, time, cancellationToken);
            if (why.IsEmpty)
            {
                return lookAgain ? ("registration", Look.Runners) : ("interval", Look.Everything);
            }

            // Most writes to the ledger are the autoscaler's own.
            if (why is not ["doorbell"] || pass.HasRequests)
            {
                return (string.Join(", ", why), Look.Engine);
            }
        }
    }

    private async Task PassAsync(string trigger, Look look, CancellationToken cancellationToken)
    {
        try
        {
            await pass.RunAsync(trigger, look, cancellationToken);
        }
        catch (Exception ex) when (ex is not LeaseLostException && !cancellationToken.IsCancellationRequested)
        {
            // One bad pass must not end the autoscaler: the next one starts from the ledger again.
            LogPassFailed(ex, trigger);
            await Task.Delay(AfterTrouble, time, cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A pass ({Trigger}) failed; the next one starts afresh.")]
    private partial void LogPassFailed(Exception exception, string trigger);

    [LoggerMessage(Level = LogLevel.Error, Message = "The autoscaler ran into trouble and tries again.")]
    private partial void LogTrouble(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Some work did not end within {Limit}; whoever acts next goes on from the ledger.")]
    private partial void LogUnsettled(TimeSpan limit);
}
