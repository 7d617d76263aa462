namespace Mcp.Tools.Models.Catalogue;

/// <summary>Who changed what, and how it ended.</summary>
internal sealed class AuditLog(CatalogueDatabase database)
{
    public void Record(AuditEntry entry) => database.Write(connection => connection.Execute(
        "INSERT INTO model_audit (at, tool, client, subject, outcome) VALUES ($at, $tool, $client, $subject, $outcome)",
        ("$at", StoredTime.Text(entry.At)),
        ("$tool", entry.Tool),
        ("$client", entry.Client),
        ("$subject", entry.Subject),
        ("$outcome", entry.Outcome)));

    /// <summary>The last entries, newest first.</summary>
    public IReadOnlyList<AuditEntry> Recent(int limit) => database.Read(connection => connection.List(
        "SELECT at, tool, client, subject, outcome FROM model_audit ORDER BY seq DESC LIMIT $limit",
        row => new AuditEntry(StoredTime.Parse(row.GetString(0)), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4)),
        ("$limit", limit)));
}
