using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace Mcp.Tools.Runners.Tests.Chaos;

/// <summary>
/// The host's clock: moves when told, can be set without its monotonic time, and knows who waits for it. GitHub has the steady one
/// beneath: it is not set with the host's.
/// </summary>
internal sealed class ChaosClock(DateTimeOffset start) : TimeProvider
{
    private readonly FakeTimeProvider _steady = new(start);
    private readonly ConcurrentDictionary<DueTimer, DateTimeOffset> _due = new();
    private readonly Lock _moving = new();
    private TimeSpan _offset;

    public TimeProvider Steady => _steady;

    /// <summary>Beats when somebody begins to wait.</summary>
    public Pulse Waits { get; } = new();

    /// <summary>Time that only goes forward, as GitHub has it.</summary>
    public DateTimeOffset SteadyNow => _steady.GetUtcNow();

    /// <summary>How far the host's time of day is off.</summary>
    public TimeSpan Offset => _offset;

    /// <summary>How long the first of all who wait must wait; null: nobody waits.</summary>
    public TimeSpan? UntilNextDue => _due.IsEmpty ? null : _due.Values.DefaultIfEmpty(SteadyNow).Min() - SteadyNow;

    public override long TimestampFrequency => _steady.TimestampFrequency;

    public void Advance(TimeSpan by)
    {
        lock (_moving)
        {
            _steady.Advance(by);
        }
    }

    public void Jump(TimeSpan by) => _offset += by;

    public override DateTimeOffset GetUtcNow() => _steady.GetUtcNow() + _offset;

    public override long GetTimestamp() => _steady.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new DueTimer(this, callback, state, dueTime, period);

    /// <summary>
    /// Time stands still meanwhile: a timer that is set while it moves would be known as due at another moment than the one at which it fires,
    /// and whoever waits for the first would wait for ever.
    /// </summary>
    public T WhileItStands<T>(Func<T> set)
    {
        lock (_moving)
        {
            return set();
        }
    }

    public void Expect(DueTimer timer, TimeSpan dueTime)
    {
        if (dueTime < TimeSpan.Zero)
        {
            Forget(timer);
            return;
        }

        _due[timer] = SteadyNow + dueTime;
        Waits.Beat();
    }

    public void Forget(DueTimer timer) => _due.TryRemove(timer, out _);
}
