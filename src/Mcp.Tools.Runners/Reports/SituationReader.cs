using System.Text.Json;
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
    ControlBoard controls,
    BreakerLedger breakers,
    IOptions<RunnersOptions> options,
    TimeProvider time,
    ILogger<SituationReader> logger)
{
    public Situation Read()
    {
        var now = time.GetUtcNow();
        var pulls = Entry("pulls", entry => StatusJson.ReadPulls(entry, now) is { } status ? new SeenPulls(status, entry!.AsOf) : null);
        return new()
        {
            Now = now,
            Options = options.Value,
            Lease = leases.Read(),
            LastPass = decisions.RecentPasses(1) is [var pass, ..] ? pass : null,
            Demand = Entry("demand", StatusJson.ReadDemand),
            Sources = Entry("sources", entry => StatusJson.ReadSources(entry) is { } sources ? new SeenSources([.. sources], entry!.AsOf) : null),
            Engine = Entry("engine", StatusJson.ReadEngine),
            Budget = Entry("budget", StatusJson.ReadBudget),
            Budgets = [.. Entry("budgets", entry => entry?.AsOf >= now - Situation.BudgetsLifetime ? StatusJson.ReadBudgets(entry) : null) ?? []],
            Control = controls.Read(),
            Drift = [.. Entry("drift", StatusJson.ReadDrift) ?? []],
            Breakers = [.. breakers.List()],
            Pulls = pulls?.Status.Pulls ?? [],
            PullsAsOf = pulls?.AsOf,
            Images = Entry("images", entry => StatusJson.ReadImages(entry) is { } status ? new SeenImages(status, entry!.AsOf) : null),
            ScaleSets = Entry("scale_sets", entry => StatusJson.ReadScaleSets(entry) is { } status ? new SeenScaleSets(status, entry!.AsOf) : null),
            Fleet = [.. runners.ListOpen()],
        };
    }

    private T? Entry<T>(string key, Func<StatusEntry?, T?> read)
        where T : class
    {
        try
        {
            return read(board.Get(key));
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
