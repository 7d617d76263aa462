namespace Mcp.Tools.Runners.Ledger;

internal sealed class ResponseCache(LedgerDatabase database)
{
    public CachedResponse? Get(string key) => throw new NotSupportedException(database.Path);

    public void Put(CachedResponse response) => throw new NotSupportedException();
}
