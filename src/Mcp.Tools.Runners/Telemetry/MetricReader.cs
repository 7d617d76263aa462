using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Reports;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.Telemetry;

/// <summary>Reads the ledger once for each collection, whatever the number of instruments, and remembers what was counted since this process began.</summary>
internal sealed partial class MetricReader(
    SituationReader situations, QueueReader queues, WebhookLedger webhooks, LedgerEvents events, TimeProvider time, ILogger<MetricReader> logger)
{
    private const int AllGroups = 100_000;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private MetricSnapshot? _snapshot;
    private long _readAt;

    /// <summary>The snapshot for an instrument; a new one as soon as an instrument asks again. Null: the ledger cannot be read.</summary>
    public MetricSnapshot? For(string instrument, Action<LedgerEvents> count)
    {
        lock (_lock)
        {
            if (!_told.Add(instrument) || _told.Count == 1 || time.GetElapsedTime(_readAt) > Longest)
            {
                _told.Clear();
                _told.Add(instrument);
                _readAt = time.GetTimestamp();
                _snapshot = Read(count);
            }

            return _snapshot;
        }
    }

    private MetricSnapshot? Read(Action<LedgerEvents> count)
    {
        try
        {
            var situation = situations.Read();
            var queue = queues.Read(repository: null);
            var status = QueueReport.Of(situation, queue, repository: null, after: null, AllGroups, _ => "");
            events.Read();
            count(events);
            return new(situation, status, queue.Running, webhooks.Counts());
        }
        catch (Exception ex) when (ex is LedgerException or IOException or UnauthorizedAccessException)
        {
            LogUnreadable(ex);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The ledger could not be read for the metrics; those that come from it are absent.")]
    private partial void LogUnreadable(Exception exception);
}
