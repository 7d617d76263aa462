namespace Mcp.Tools.Runners.Ledger;

internal sealed class LeaseLedger(LedgerDatabase database, TimeProvider time)
{
    /// <summary>Takes the lease if nobody holds it; null if somebody does.</summary>
    public LeaseToken? TryTake(string holder, string description, TimeSpan lifetime) => throw new NotSupportedException(database.Path + time);

    /// <summary>False: lost.</summary>
    public bool Renew(LeaseToken token, TimeSpan lifetime) => throw new NotSupportedException();

    public void Release(LeaseToken token) => throw new NotSupportedException();

    public LeaseInfo? Read() => throw new NotSupportedException();
}
