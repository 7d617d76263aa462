namespace Mcp.Tools.Runners.Ledger;

/// <summary>Remembers over restarts how far each hook's list of deliveries was read.</summary>
internal sealed class HookLedger(LedgerDatabase database)
{
    public HookReading? Get(string hook) => database.Read(connection => connection.First(
        "SELECT * FROM webhook_hooks WHERE hook = $hook",
        row => new HookReading(row.Text("hook"), row.Time("taken_until"), row.Time("read_at"), row.TextOrNull("problem")),
        ("$hook", hook)));

    /// <summary>Bookkeeping: wakes nobody.</summary>
    public void Put(HookReading reading) => database.Write(
        (connection, _) => connection.Execute(
            "INSERT OR REPLACE INTO webhook_hooks (hook, taken_until, read_at, problem) VALUES ($hook, $until, $read, $problem)",
            ("$hook", reading.Hook),
            ("$until", LedgerValue.FromTime(reading.TakenUntil)),
            ("$read", LedgerValue.FromTime(reading.ReadAt)),
            ("$problem", reading.Problem)),
        isNews: _ => false);
}
