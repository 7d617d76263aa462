using Mcp.Tools.Runners.Reports;

namespace Mcp.Tools.Runners.Tests.Reports;

public sealed class StartTimesTests
{
    [Theory]
    [InlineData(new double[] { 7 }, 7, 7)]
    [InlineData(new double[] { 9, 1 }, 5, 9)]
    [InlineData(new double[] { 3, 1, 2 }, 2, 3)]
    public void Of_FewRunners_AreTheirOwnNumbers(double[] seconds, double median, double p95)
    {
        var times = StartTimes.Of([.. seconds.Select(value => Life(value))]);

        Assert.Equal((seconds.Length, median, p95), (times.Runners, times.MedianSeconds!.Value, times.P95Seconds!.Value));
    }

    [Fact]
    public void Of_TwentyRunners_LeavesTheSlowestOneAbove95Percent()
    {
        var times = StartTimes.Of([.. Enumerable.Range(1, 20).Select(value => Life(value))]);

        Assert.Equal((10.5, 19), (times.MedianSeconds!.Value, times.P95Seconds!.Value));
    }

    [Fact]
    public void Of_NeverSeenOnline_IsCountedButInNoNumber()
    {
        var times = StartTimes.Of([Life(4), Life(null), Life(null, started: false)]);

        Assert.Equal((1, 1, 4), (times.Runners, times.NeverSeenOnline, times.MedianSeconds!.Value));
        Assert.Null(StartTimes.Of([Life(null)]).MedianSeconds);
        Assert.Null(StartTimes.Of([]).P95Seconds);
    }

    private static RunnerLifetime Life(double? startToOnline, bool started = true) => new()
    {
        Id = "r",
        Name = "r",
        Pool = "default",
        Repository = "octo/web",
        Outcome = RunnerLifetime.AfterJob,
        RequestedAt = Jobs.Now,
        EndedAt = Jobs.Now,
        RequestToStartSeconds = started ? 1 : null,
        StartToOnlineSeconds = startToOnline,
        LifeSeconds = 1,
    };
}
