using Microsoft.Extensions.Time.Testing;

namespace Mcp.Tools.Runners.Tests.GitHub;

/// <summary>A fake clock that goes forward by itself over back-off waits (2 s at most); longer ones stay with the test.</summary>
internal sealed class HastyTime : FakeTimeProvider
{
    public HastyTime()
        : base(new DateTimeOffset(2026, 3, 1, 12, 30, 0, TimeSpan.Zero))
    {
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero && dueTime <= TimeSpan.FromSeconds(2) && period == Timeout.InfiniteTimeSpan)
        {
            Advance(dueTime);
        }

        return timer;
    }
}
