namespace Mcp.Tools.Runners.Ledger;

internal sealed class AuditLog(LedgerDatabase database)
{
    public void Record(AuditEntry entry) => throw new NotSupportedException(database.Path);

    public IReadOnlyList<AuditEntry> Recent(int limit) => throw new NotSupportedException();
}
