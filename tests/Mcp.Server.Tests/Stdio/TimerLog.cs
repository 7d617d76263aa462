using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Mcp.Server.Tests.Stdio;

/// <summary>A clock that stands still and tells which timers were set.</summary>
internal sealed class TimerLog : FakeTimeProvider
{
    private readonly Channel<TimeSpan> _set = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _set.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Waits until the next timer is set, and lets it expire.</summary>
    public async Task<TimeSpan> ExpireNextAsync(CancellationToken cancellationToken)
    {
        var dueTime = await _set.Reader.ReadAsync(cancellationToken);
        Advance(dueTime);
        return dueTime;
    }
}
