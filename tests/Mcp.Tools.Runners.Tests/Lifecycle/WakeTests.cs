using Mcp.Tools.Runners.Lifecycle;
using Microsoft.Extensions.Time.Testing;

namespace Mcp.Tools.Runners.Tests.Lifecycle;

public class WakeTests
{
    private readonly Wake _wake = new();
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task WaitAsync_SeveralRingsBefore_LosesNoReason()
    {
        _wake.Ring("doorbell");
        _wake.Ring("engine");
        _wake.Ring("doorbell");

        Assert.Equal(["doorbell", "engine"], await WaitAsync());
    }

    [Fact]
    public async Task WaitAsync_RungWhileWaiting_Completes()
    {
        var waiting = WaitAsync();
        Assert.False(waiting.IsCompleted);

        _wake.Ring("engine");

        Assert.Equal(["engine"], await waiting);
    }

    [Fact]
    public async Task WaitAsync_NobodyRings_EndsInTimeWithNoReason()
    {
        var waiting = WaitAsync();

        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Empty(await waiting);
    }

    [Fact]
    public async Task WaitAsync_AfterRingsOnBothSidesOfAWait_WaitsAgain()
    {
        _wake.Ring("engine");
        await WaitAsync();
        var waiting = WaitAsync();
        _wake.Ring("doorbell");
        _wake.Ring("engine");
        await waiting;

        var next = WaitAsync();

        Assert.False(next.IsCompleted, "It was woken by a ring that had been answered already.");
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Empty(await next);
    }

    [Fact]
    public async Task WaitAsync_Cancelled_Throws()
    {
        using var stop = new CancellationTokenSource();
        var waiting = _wake.WaitAsync(TimeSpan.FromSeconds(10), _time, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private Task<System.Collections.Immutable.ImmutableSortedSet<string>> WaitAsync() =>
        _wake.WaitAsync(TimeSpan.FromSeconds(10), _time, TestContext.Current.CancellationToken);
}
