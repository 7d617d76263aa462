namespace Mcp.Tools.Runners.Ledger;

internal sealed class StatusBoard(LedgerDatabase database)
{
    public void Put(StatusEntry entry) => throw new NotSupportedException(database.Path);

    public StatusEntry? Get(string key) => throw new NotSupportedException();
}
