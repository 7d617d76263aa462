using System.Collections.Concurrent;

namespace Mcp.Tools.Runners.Launching;

/// <summary>Lets everybody who wants the same image wait for one pull. A waiter who leaves does not end it for the others.</summary>
internal sealed class SharedPulls : IDisposable
{
    private readonly Func<string, CancellationToken, Task> _pull;
    private readonly ConcurrentDictionary<string, Lazy<Task>> _running = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();

    // Kept apart: the source gives no token any more once it is disposed, and a pull may only be beginning then.
    private readonly CancellationToken _stopped;

    /// <param name="pull">Pulls one image.</param>
    public SharedPulls(Func<string, CancellationToken, Task> pull)
    {
        _pull = pull;
        _stopped = _stopping.Token;
    }

    public async Task PullAsync(string image, CancellationToken cancellationToken)
    {
        var shared = _running.GetOrAdd(image, key => new Lazy<Task>(() => RunAsync(key)));
        await shared.Value.WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private async Task RunAsync(string image)
    {
        // Off the first waiter's stack, so that the entry is in place before it can be taken out again.
        await Task.Yield();
        try
        {
            await _pull(image, _stopped);
        }
        finally
        {
            // Success or not: the next one who misses the image tries anew.
            _running.TryRemove(image, out _);
        }
    }
}
