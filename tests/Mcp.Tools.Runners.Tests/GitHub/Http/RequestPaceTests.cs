using Mcp.Tools.Runners.GitHub.Http;

namespace Mcp.Tools.Runners.Tests.GitHub.Http;

public sealed class RequestPaceTests
{
    [Fact]
    public void Take_MoreReadsThanAMinuteHasPoints_WaitsForTheOldestToPass()
    {
        var pace = new RequestPace();
        for (var read = 0; read < RequestPace.PointsAMinute; read++)
        {
            Assert.Equal(TimeSpan.Zero, pace.Take(writes: false, background: false, At(read / 100)));
        }

        Assert.Equal(TimeSpan.FromSeconds(51), pace.Take(writes: false, background: false, At(9)));
        Assert.Equal(TimeSpan.Zero, pace.Take(writes: false, background: false, At(60)));
    }

    [Fact]
    public void Take_Background_LeavesRoomForThoseWhoAsk()
    {
        var pace = new RequestPace();
        var sent = 0;
        while (pace.Take(writes: false, background: true, At(1)) == TimeSpan.Zero)
        {
            sent++;
        }

        Assert.Equal(RequestPace.BackgroundPoints, sent);
        Assert.Equal(TimeSpan.Zero, pace.Take(writes: false, background: false, At(1)));
    }

    [Fact]
    public void Take_Writes_AreABurstAndThenOneASecondAndNeverEightyOneInAMinute()
    {
        var pace = new RequestPace();
        var burst = 0;
        while (pace.Take(writes: true, background: false, At(1)) == TimeSpan.Zero)
        {
            burst++;
        }

        var inAMinute = burst;
        for (var second = 2; second <= 60; second++)
        {
            while (pace.Take(writes: true, background: false, At(second)) == TimeSpan.Zero)
            {
                inAMinute++;
            }
        }

        Assert.Equal(RequestPace.WriteBurst, burst);
        Assert.InRange(inAMinute, 70, 80);
    }

    [Fact]
    public void Take_LessThanAMillisecondLeft_IsAWaitOfOne()
    {
        var pace = new RequestPace();
        for (var write = 0; write < RequestPace.WriteBurst; write++)
        {
            Assert.Equal(TimeSpan.Zero, pace.Take(writes: true, background: false, At(1)));
        }

        Assert.Equal(TimeSpan.FromMilliseconds(1), pace.Take(writes: true, background: false, At(2) - TimeSpan.FromTicks(1)));
        Assert.Equal(TimeSpan.Zero, pace.Take(writes: true, background: false, At(2)));
    }

    private static TimeSpan At(int second) => TimeSpan.FromSeconds(second);
}
