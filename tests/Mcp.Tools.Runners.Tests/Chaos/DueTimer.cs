namespace Mcp.Tools.Runners.Tests.Chaos;

/// <summary>A timer that its clock knows of until it fires.</summary>
internal sealed class DueTimer : ITimer
{
    private readonly ChaosClock _clock;
    private readonly ITimer _timer;

    public DueTimer(ChaosClock clock, TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _clock = clock;
        _timer = clock.WhileItStands(() =>
        {
            clock.Expect(this, dueTime);
            return clock.Steady.CreateTimer(
                given =>
                {
                    clock.Forget(this);
                    callback(given);
                },
                state,
                dueTime,
                period);
        });
    }

    public bool Change(TimeSpan dueTime, TimeSpan period) => _clock.WhileItStands(() =>
    {
        _clock.Expect(this, dueTime);
        return _timer.Change(dueTime, period);
    });

    public void Dispose()
    {
        _clock.Forget(this);
        _timer.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        _clock.Forget(this);
        return _timer.DisposeAsync();
    }
}
