using Microsoft.Data.Sqlite;

namespace Mcp.Tools.Runners.Ledger;

/// <summary>Reads and writes the rows of decisions and passes.</summary>
internal static class DecisionRow
{
    public static Decision Decision(SqliteDataReader row) => new(
        row.Number("job_id"),
        row.Repository("repository"),
        row.TextOrNull("pool"),
        LedgerWord<DecisionKind>.To(row.Text("kind")),
        row.Text("code"),
        row.Text("text"),
        row.TextOrNull("runner_id"),
        row.Time("first_at"),
        row.Time("last_at"));

    public static (string Name, object? Value)[] Values(Decision decision) =>
    [
        ("$job", decision.JobId),
        ("$repository", decision.Repository.ToString()),
        ("$pool", decision.Pool),
        ("$kind", LedgerWord<DecisionKind>.From(decision.Kind)),
        ("$code", decision.Code),
        ("$text", decision.Text),
        ("$runner", decision.RunnerId),
        ("$first", LedgerValue.FromTime(decision.FirstAt)),
        ("$last", LedgerValue.FromTime(decision.LastAt)),
    ];

    public static PassRecord Pass(SqliteDataReader row) => new(
        row.Time("started_at"),
        TimeSpan.FromTicks(row.Number("duration")),
        row.Text("trigger"),
        LedgerWord<DemandQuality>.To(row.Text("demand"), DemandQuality.Unknown),
        (int)row.Number("queued_jobs"),
        (int)row.Number("starts"),
        (int)row.Number("waits"),
        (int)row.Number("refusals"),
        row.Number("counted_requests"),
        row.Number("not_modified"),
        row.TextOrNull("problem"));
}
