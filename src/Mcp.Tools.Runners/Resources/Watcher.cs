namespace Mcp.Tools.Runners.Resources;

/// <summary>Somebody who waits for a change. What changes while nobody waits is told once.</summary>
internal sealed class Watcher : IDisposable
{
    private readonly SemaphoreSlim _changed = new(0, 1);

    /// <summary>Under the watch's lock, so that no two callers race.</summary>
    public void Tell()
    {
        if (_changed.CurrentCount == 0)
        {
            _changed.Release();
        }
    }

    public Task ChangedAsync(CancellationToken cancellationToken) => _changed.WaitAsync(cancellationToken);

    public void Dispose() => _changed.Dispose();
}
