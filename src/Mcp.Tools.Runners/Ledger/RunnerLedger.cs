namespace Mcp.Tools.Runners.Ledger;

internal sealed class RunnerLedger(LedgerDatabase database, TimeProvider time)
{
    /// <summary>Writes a new row. With a lease the write is fenced by it; without (a front end's intent) only <see cref="RunnerState.Requested"/> is allowed.</summary>
    public RunnerInfo Insert(NewRunner runner, LeaseToken? lease) => throw new NotSupportedException(database.Path + time);

    /// <summary>Moves a row on and writes its history; null if it is not in <paramref name="expected"/> any more.</summary>
    /// <exception cref="LeaseLostException">Another process holds the lease.</exception>
    public RunnerInfo? TryAdvance(string id, RunnerState expected, RunnerState next, RunnerChange change, LeaseToken lease) => throw new NotSupportedException();

    /// <summary>Adds what was learned without a change of state.</summary>
    /// <exception cref="LeaseLostException">Another process holds the lease.</exception>
    public RunnerInfo? Update(string id, RunnerChange change, LeaseToken lease) => throw new NotSupportedException();

    public RunnerInfo? Get(string id) => throw new NotSupportedException();

    public RunnerInfo? FindByName(string name) => throw new NotSupportedException();

    /// <summary>All rows that are not removed, oldest first.</summary>
    public IReadOnlyList<RunnerInfo> ListOpen() => throw new NotSupportedException();

    /// <summary>Rows removed at or after a moment (their credit against an older reading of the queue), oldest first.</summary>
    public IReadOnlyList<RunnerInfo> ListRemovedSince(DateTimeOffset since) => throw new NotSupportedException();

    /// <summary>Newest first, bounded; <paramref name="beforeId"/> continues. Includes removed ones.</summary>
    public IReadOnlyList<RunnerInfo> ListRecent(int limit, string? beforeId) => throw new NotSupportedException();

    public IReadOnlyList<RunnerTransition> ListTransitions(string id) => throw new NotSupportedException();
}
