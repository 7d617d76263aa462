using Mcp.Tools.Runners.Planning;

namespace Mcp.Tools.Runners.Tests.Planning;

public class BreakerTests
{
    private static readonly StartFailure Failure = new("default", Repository: null, ReasonCode.ImageMissing, "image not found");

    [Fact]
    public void After_FailuresOneAfterAnother_DoublesThePauseUpToFiveMinutes()
    {
        var now = Jobs.Now;
        Breaker? breaker = null;
        var pauses = new List<double>();
        for (var i = 0; i < 20; i++)
        {
            breaker = Breaker.After(breaker, Failure, now);
            pauses.Add((breaker.Until - now).TotalSeconds);
            now = breaker.Until;
        }

        Assert.Equal([5, 10, 20, 40, 80, 160, 300, 300], pauses.Take(8));
        Assert.Equal(300, pauses[^1]);
        Assert.Equal(Jobs.Now, breaker!.Since);
    }

    [Fact]
    public void After_FailuresOfStartsThatWereUnderWayTogether_CountOnce()
    {
        var first = Breaker.After(null, Failure, Jobs.Now);

        var again = Breaker.After(first, Failure with { Reason = "another image" }, Jobs.Now.AddSeconds(1));

        Assert.Equal((1, first.Until, "another image"), (again.Failures, again.Until, again.Reason));
    }

    [Fact]
    public void After_ThreeInARow_IsOpen()
    {
        var second = Breaker.After(Breaker.After(null, Failure, Jobs.Now), Failure, Jobs.Now.AddMinutes(1));

        Assert.False(second.IsOpen);
        Assert.True(Breaker.After(second, Failure, Jobs.Now.AddMinutes(2)).IsOpen);
    }

    [Fact]
    public void Pauses_ClockSetBackByADay_IsOver()
    {
        var breaker = Breaker.After(null, Failure, Jobs.Now);

        Assert.True(breaker.Pauses(Jobs.Now));
        Assert.False(breaker.Pauses(Jobs.Now.AddDays(-1)));
    }
}
