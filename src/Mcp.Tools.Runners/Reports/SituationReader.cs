using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Mcp.Tools.Runners.Ledger;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mcp.Tools.Runners.Reports;

/// <summary>Reads a <see cref="Situation"/> from the ledger.</summary>
internal sealed partial class SituationReader(
    RunnerLedger runners,
    DecisionLog decisions,
    LeaseLedger leases,
    StatusBoard board,
    IOptions<RunnersOptions> options,
    TimeProvider time,
    ILogger<SituationReader> logger)
{
    public Situation Read() => new()
    {
        Now = time.GetUtcNow(),
        Options = options.Value,
        Lease = leases.Read(),
        LastPass = decisions.RecentPasses(1) is [var pass, ..] ? pass : null,
        Demand = Entry(BoardKey.Demand, BoardJson.Default.DemandHealth),
        Engine = Entry(BoardKey.Engine, BoardJson.Default.LauncherStatus),
        Budget = Entry(BoardKey.Budget, BoardJson.Default.RateBudget),
        Fleet = [.. runners.ListOpen()],
    };

    private T? Entry<T>(string key, JsonTypeInfo<T> type)
        where T : class
    {
        if (board.Get(key) is not { } entry)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(entry.Json, type);
        }
        catch (JsonException ex)
        {
            // Another version of the product may have written it. Unknown is the truth then.
            LogUnreadable(key, ex);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The status board's entry '{Key}' cannot be read; it counts as unknown.")]
    private partial void LogUnreadable(string key, Exception exception);
}
