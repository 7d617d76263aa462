using Mcp.Tools.Runners.Ledger;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.Lifecycle;

/// <summary>The right to act. Held by one process at a time; renewed while it is held, and given up at once when it is lost.</summary>
internal sealed partial class AutoscalerLease(LeaseLedger ledger, TimeProvider time, ILogger<AutoscalerLease> logger)
{
    /// <summary>How long a crashed holder blocks the others.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(6);

    /// <summary>How often it is renewed.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private readonly string _holder = Guid.NewGuid().ToString("n");
    private LeaseToken? _token;

    /// <summary>The proof that each write carries.</summary>
    /// <exception cref="InvalidOperationException">The lease is not held: nothing may be done.</exception>
    public LeaseToken Token => _token ?? throw new InvalidOperationException("The autoscaler lease is not held by this process.");

    /// <summary>Waits until nobody else holds it.</summary>
    public async Task AcquireAsync(CancellationToken cancellationToken)
    {
        var waiting = false;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var description = $"process {Environment.ProcessId} on {Environment.MachineName}";
            if (ledger.TryTake(_holder, description, Lifetime) is { } token)
            {
                _token = token;
                LogTaken(token.Epoch);
                return;
            }

            if (!waiting)
            {
                waiting = true;
                LogWaiting(ledger.Read()?.Description ?? "another process");
            }

            await Task.Delay(Beat, time, cancellationToken);
        }
    }

    /// <summary>Renews until cancelled; cancels <paramref name="lost"/> when somebody else has taken it, or when it could not be renewed in time.</summary>
    public async Task KeepAsync(CancellationTokenSource lost, CancellationToken cancellationToken)
    {
        var renewed = time.GetTimestamp();
        try
        {
            while (true)
            {
                await Task.Delay(Beat, time, cancellationToken);
                if (Renewed())
                {
                    renewed = time.GetTimestamp();
                }
                else if (_token is null || time.GetElapsedTime(renewed) >= Lifetime)
                {
                    _token = null;
                    LogLost();
                    await lost.CancelAsync();
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Asked to stop renewing.
        }
    }

    public void Release()
    {
        if (_token is { } token)
        {
            _token = null;
            ledger.Release(token);
            LogReleased(token.Epoch);
        }
    }

    private bool Renewed()
    {
        try
        {
            if (_token is { } token && ledger.Renew(token, Lifetime))
            {
                return true;
            }

            _token = null;
            return false;
        }
        catch (LedgerException ex)
        {
            // The ledger may be busy for a moment; the lease lives on until it expires.
            LogNotRenewed(ex);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "This process is the autoscaler now (lease epoch {Epoch}).")]
    private partial void LogTaken(long epoch);

    [LoggerMessage(Level = LogLevel.Information, Message = "The autoscaler is {Holder}; this process stands by.")]
    private partial void LogWaiting(string holder);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The autoscaler lease is lost; this process stops acting at once.")]
    private partial void LogLost();

    [LoggerMessage(Level = LogLevel.Information, Message = "The autoscaler lease (epoch {Epoch}) is given back.")]
    private partial void LogReleased(long epoch);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The autoscaler lease could not be renewed just now.")]
    private partial void LogNotRenewed(Exception exception);
}
