namespace Mcp.Tools.Runners.Ledger;

internal sealed class JobLedger(LedgerDatabase database, TimeProvider time)
{
    /// <summary>Stores what a source saw, in one transaction. A job's status only moves forward: queued, in progress, completed.</summary>
    public void Upsert(IReadOnlyCollection<WorkflowJob> jobs, string source, DateTimeOffset asOf) => throw new NotSupportedException(database.Path + time);

    public ObservedJob? Get(long jobId) => throw new NotSupportedException();

    public IReadOnlyList<ObservedJob> ListByRun(RepositoryName repository, long runId) => throw new NotSupportedException();

    /// <summary>Jobs in a status, oldest first.</summary>
    public IReadOnlyList<ObservedJob> List(JobStatus status, int limit) => throw new NotSupportedException();

    public int Count(JobStatus status) => throw new NotSupportedException();

    /// <summary>A complete reading of a repository does not show these any more: they are marked so, never deleted.</summary>
    public void MarkGone(IReadOnlyCollection<long> jobIds, DateTimeOffset asOf) => throw new NotSupportedException();
}
