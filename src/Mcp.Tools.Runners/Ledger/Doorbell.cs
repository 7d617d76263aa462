namespace Mcp.Tools.Runners.Ledger;

internal sealed class Doorbell(LedgerDatabase database, TimeProvider time)
{
    /// <summary>Completes when this or another process has written to the ledger since the last call. In-process at once, across processes within 100 ms.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => throw new NotSupportedException(database.Path + time);
}
