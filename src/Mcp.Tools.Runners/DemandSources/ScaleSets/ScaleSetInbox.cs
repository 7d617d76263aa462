using Mcp.Tools.Runners.GitHub.ScaleSets;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Lifecycle;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.DemandSources.ScaleSets;

/// <summary>Takes messages in: stores them, commits, acknowledges, and only then acts, in a way that can be repeated.</summary>
internal sealed partial class ScaleSetInbox(
    ScaleSetLedger ledger, ScaleSetJobRecorder recorder, AutoscalerLease lease, ScaleSetBoard board, Wake wake, TimeProvider time, ILogger<ScaleSetInbox> logger)
{
    /// <exception cref="LeaseLostException">Another process acts now; the message is not acknowledged and comes to it.</exception>
    public async Task TakeAsync(string pool, ScaleSetMessageQueue queue, ScaleSetMessage message, CancellationToken cancellationToken)
    {
        var at = time.GetUtcNow();
        ledger.Store(pool, queue.Session.ScaleSetId, message, at, lease.Token);
        await queue.AcknowledgeAsync(message.Id, cancellationToken);
        board.Note(pool, reading => reading with
        {
            LastMessageId = message.Id,
            LastMessageAt = at,
            LagSeconds = LagOf(message, at) ?? reading.LagSeconds,
            AssignedJobs = message.Statistics?.TotalAssignedJobs ?? reading.AssignedJobs,
            RunningJobs = message.Statistics?.TotalRunningJobs ?? reading.RunningJobs,
        });
        await ApplyAsync(pool, queue, cancellationToken);
    }

    /// <summary>Acts on all that is stored and was not acted on, by this process or by an earlier one.</summary>
    public async Task ApplyAsync(string pool, ScaleSetMessageQueue queue, CancellationToken cancellationToken)
    {
        foreach (var message in ledger.Pending(pool))
        {
            await AcquireAsync(queue, message, cancellationToken);
            var unjoined = recorder.Record(message);
            ledger.Applied(pool, message, time.GetUtcNow(), lease.Token);
            board.Note(pool, reading => reading with { Unjoined = reading.Unjoined + unjoined });
        }

        wake.Ring("scale set");
    }

    private async Task AcquireAsync(ScaleSetMessageQueue queue, StoredMessage message, CancellationToken cancellationToken)
    {
        var available = message.Jobs.Where(job => job is { Event: ScaleSetJobEvent.Available, RunnerRequestId: > 0 }).Select(job => job.RunnerRequestId).Distinct().ToList();
        if (available.Count == 0)
        {
            return;
        }

        try
        {
            var acquired = await queue.AcquireAsync([.. available], cancellationToken);
            LogAcquired(acquired.Length, available.Count, message.Id);
        }
        catch (ScaleSetException ex) when (ex.Kind is ScaleSetFailureKind.Refused or ScaleSetFailureKind.NotFound)
        {
            // They are gone; what is there is offered anew.
            LogNotAcquired(message.Id, ex.Message);
        }
    }

    /// <summary>From the latest thing that the message tells to its arrival; null: it tells nothing with a time.</summary>
    private static double? LagOf(ScaleSetMessage message, DateTimeOffset at) => message.Jobs
        .Select(job => job.Event switch
        {
            ScaleSetJobEvent.Available => job.QueuedAt,
            ScaleSetJobEvent.Assigned => job.AssignedAt,
            ScaleSetJobEvent.Started => job.StartedAt,
            _ => job.FinishedAt,
        })
        .Max() is { } latest
        ? Math.Round(Math.Max(0, (at - latest).TotalSeconds), 3)
        : null;

    [LoggerMessage(Level = LogLevel.Information, Message = "{Acquired} of {Available} available jobs of message {Message} are acquired.")]
    private partial void LogAcquired(int acquired, int available, long message);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The available jobs of message {Message} could not be acquired: {Problem}")]
    private partial void LogNotAcquired(long message, string problem);
}
