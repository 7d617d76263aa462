namespace Mcp.Tools.Runners.Ledger;

/// <summary>Counts what this process committed and wakes who waits for the next.</summary>
internal sealed class LedgerNews
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _next = New();
    private long _count;

    public long Count => Interlocked.Read(ref _count);

    /// <summary>Completes at the next commit. Take it before looking at <see cref="Count"/>, so that none is missed.</summary>
    public Task Next
    {
        get
        {
            lock (_lock)
            {
                return _next.Task;
            }
        }
    }

    public void Tell()
    {
        TaskCompletionSource waiting;
        lock (_lock)
        {
            Interlocked.Increment(ref _count);
            (waiting, _next) = (_next, New());
        }

        waiting.SetResult();
    }

    // Asynchronously: the waiter's code must not run inside the writer's call.
    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
