using System.Collections.Immutable;

namespace Mcp.Tools.Runners.Lifecycle;

/// <summary>Wakes the loop. Rings while it is awake are kept, each reason once: a pass looks at everything anyway. For one waiter.</summary>
internal sealed class Wake
{
    private readonly Lock _lock = new();
    private ImmutableSortedSet<string> _why = [];
    private TaskCompletionSource? _waiting;

    public void Ring(string why)
    {
        lock (_lock)
        {
            _why = _why.Add(why);
            _waiting?.TrySetResult();
        }
    }

    /// <summary>Why it was rung since the last call; empty: nobody rang in time.</summary>
    public async Task<ImmutableSortedSet<string>> WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken)
    {
        Task rung;
        lock (_lock)
        {
            if (!_why.IsEmpty)
            {
                return Take();
            }

            _waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            rung = _waiting.Task;
        }

        try
        {
            await rung.WaitAsync(atMost, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Nobody rang in time, or at this very moment.
        }

        lock (_lock)
        {
            return Take();
        }
    }

    private ImmutableSortedSet<string> Take()
    {
        var why = _why;
        _why = [];
        _waiting = null;
        return why;
    }
}
