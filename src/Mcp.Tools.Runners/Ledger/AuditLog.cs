namespace Mcp.Tools.Runners.Ledger;

/// <summary>Who changed what, or was given a secret, and how it ended.</summary>
internal sealed class AuditLog(LedgerDatabase database)
{
    public void Record(AuditEntry entry) => database.Write(
        (connection, _) => connection.Execute(
            "INSERT INTO audit (at, tool, client, subject, outcome) VALUES ($at, $tool, $client, $subject, $outcome)",
            ("$at", LedgerValue.FromTime(entry.At)),
            ("$tool", entry.Tool),
            ("$client", entry.Client),
            ("$subject", entry.Subject),
            ("$outcome", entry.Outcome)),
        isNews: _ => false);

    /// <summary>The last entries, newest first.</summary>
    public IReadOnlyList<AuditEntry> Recent(int limit) => database.Read(connection => connection.List(
        "SELECT * FROM audit ORDER BY seq DESC LIMIT $limit",
        row => new AuditEntry(row.Time("at"), row.Text("tool"), row.Text("client"), row.Text("subject"), row.Text("outcome")),
        ("$limit", Math.Max(0, limit))));
}
