using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Reports;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.Telemetry;

/// <summary>Says whether jobs are served now.</summary>
public sealed partial class ReadinessReport
{
    private readonly Lazy<SituationReader> _reader;
    private readonly TimeProvider _time;
    private readonly ILogger<ReadinessReport> _logger;

    internal ReadinessReport(Lazy<SituationReader> reader, TimeProvider time, ILogger<ReadinessReport> logger) => (_reader, _time, _logger) = (reader, time, logger);

    /// <summary>Reads the ledger. One that cannot be read is part of the answer.</summary>
    public Readiness Read()
    {
        try
        {
            return ReadinessJudge.Of(_reader.Value.Read());
        }
        catch (Exception ex) when (ex is LedgerException or IOException or UnauthorizedAccessException)
        {
            LogUnreadable(ex);
            return ReadinessJudge.Unreadable(ex is LedgerException ? ex.Message : "The ledger's file cannot be opened; the log of this process has the reason.", _time.GetUtcNow());
        }
    }

    [LoggerMessage(LogLevel.Warning, "The ledger could not be read for the readiness.")]
    private partial void LogUnreadable(Exception exception);
}
