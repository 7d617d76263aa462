using Microsoft.Extensions.Time.Testing;

namespace Mcp.Tools.Models.Tests;

/// <summary>A clock that stands still until told otherwise, and says when somebody waits for so long on it.</summary>
internal sealed class WaitedTime() : FakeTimeProvider(new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.Zero))
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TimeSpan, TaskCompletionSource> _waits = [];

    /// <summary>Ends when a timer of this length was begun.</summary>
    public Task Waited(TimeSpan length) => Of(length).Task;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Of(dueTime).TrySetResult();
        return timer;
    }

    private TaskCompletionSource Of(TimeSpan length)
    {
        lock (_lock)
        {
            if (!_waits.TryGetValue(length, out var wait))
            {
                _waits[length] = wait = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            return wait;
        }
    }
}
