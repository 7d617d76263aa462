namespace Mcp.Tools.Runners.Ledger;

internal sealed class DecisionLog(LedgerDatabase database)
{
    /// <summary>Stores a pass and its decisions in one transaction. A decision equal to the job's current one renews it; another one is appended to the history.</summary>
    public void Record(PassRecord pass, IReadOnlyCollection<Decision> decisions, LeaseToken lease) => throw new NotSupportedException(database.Path);

    /// <summary>The decision in force about a job.</summary>
    public Decision? Current(long jobId) => throw new NotSupportedException();

    /// <summary>All decisions about a job, oldest first, bounded to the newest <paramref name="limit"/>.</summary>
    public IReadOnlyList<Decision> History(long jobId, int limit) => throw new NotSupportedException();

    public IReadOnlyList<PassRecord> RecentPasses(int limit) => throw new NotSupportedException();
}
