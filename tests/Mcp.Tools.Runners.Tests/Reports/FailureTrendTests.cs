using Mcp.Tools.Runners.Reports;

namespace Mcp.Tools.Runners.Tests.Reports;

public sealed class FailureTrendTests
{
    [Fact]
    public void Of_Window_HasEachDayAlsoThoseWithout()
    {
        var since = new DateTimeOffset(2026, 2, 27, 23, 0, 0, TimeSpan.Zero);

        var days = FailureTrend.Of([since.AddMinutes(1), since.AddHours(30), since.AddHours(31)], since, since.AddDays(2));

        Assert.Equal([("2026-02-27", 1), ("2026-02-28", 0), ("2026-03-01", 2)], days.Select(day => (day.Key, day.Value)));
    }
}
