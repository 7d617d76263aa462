using Microsoft.Extensions.Time.Testing;

namespace Mcp.Tools.Runners.Tests.Ledger;

/// <summary>A clock whose time of day can be set without its monotonic time, as on a real machine. (FakeTimeProvider moves both.)</summary>
internal sealed class JumpingClock(DateTimeOffset start) : TimeProvider
{
    private readonly FakeTimeProvider _steady = new(start);
    private TimeSpan _offset;

    /// <summary>Told when something begins to wait for the clock, and for how long: a test that moves it then is never too early.</summary>
    public Action<TimeSpan>? Waiting { get; set; }

    public override long TimestampFrequency => _steady.TimestampFrequency;

    public void Advance(TimeSpan by) => _steady.Advance(by);

    public void Jump(TimeSpan by) => _offset += by;

    public override DateTimeOffset GetUtcNow() => _steady.GetUtcNow() + _offset;

    public override long GetTimestamp() => _steady.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = _steady.CreateTimer(callback, state, dueTime, period);
        Waiting?.Invoke(dueTime);
        return timer;
    }
}
