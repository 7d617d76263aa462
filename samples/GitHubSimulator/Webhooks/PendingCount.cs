namespace GitHubSimulator;

/// <summary>Counts what is under way and tells when nothing is.</summary>
internal sealed class PendingCount
{
    private readonly Lock _gate = new();
    private int _count;
    private TaskCompletionSource _none = new();

    public void Add()
    {
        lock (_gate)
        {
            if (_count++ == 0)
            {
                _none = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    public void Remove()
    {
        lock (_gate)
        {
            if (--_count == 0)
            {
                _none.SetResult();
            }
        }
    }

    public Task NoneAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _count == 0 ? Task.CompletedTask : _none.Task.WaitAsync(cancellationToken);
        }
    }
}
