namespace Mcp.Tools.Runners.Ledger;

/// <summary>Keeps the <see cref="AutoscalerControl"/>: written by front ends, obeyed by whoever holds the lease.</summary>
internal sealed class ControlBoard(LedgerDatabase database)
{
    /// <summary>Null: nobody has ever told it anything.</summary>
    public AutoscalerControl? Read() => database.Read(connection => connection.First(
        "SELECT * FROM autoscaler_control WHERE id = 1",
        row => new AutoscalerControl(
            row.Number("paused") != 0, (int?)row.NumberOrNull("max_runners"), row.TextOrNull("reason"), row.Text("set_by"), row.Time("set_at"), row.Number("draining") != 0)));

    public void Set(AutoscalerControl control) => database.Write((connection, _) => connection.Execute(
        """
        INSERT OR REPLACE INTO autoscaler_control (id, paused, draining, max_runners, reason, set_by, set_at)
        VALUES (1, $paused, $draining, $max, $reason, $by, $at)
        """,
        ("$paused", control.Paused ? 1 : 0),
        ("$draining", control.Draining ? 1 : 0),
        ("$max", control.MaxRunners),
        ("$reason", control.Reason),
        ("$by", control.SetBy),
        ("$at", LedgerValue.FromTime(control.SetAt))));
}
