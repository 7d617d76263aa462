using Mcp.Tools.Runners.GitHub;

namespace Mcp.Tools.Runners.Tests.GitHub;

public sealed class BudgetPaceTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static RateBudget Budget(int limit, int remaining, int minutesLeft) => new(limit, remaining, Now.AddMinutes(minutesLeft), Now, 0, 0);

    [Theory]
    [InlineData(5000, 5000, 60, 1.0)] // untouched
    [InlineData(5000, 4600, 59, 1.0)] // a cold start in the first minute is no evidence
    [InlineData(5000, 2800, 30, 1.0)] // 2,200 in half an hour leave room
    [InlineData(5000, 2000, 30, 2.0)] // 3,000 in half an hour: 1,500 are to last for what would cost 3,000
    [InlineData(5000, 600, 55, 10.0)] // never slower than a tenth
    public void Of_SpentSoFar_SaysHowMuchSlower(int limit, int remaining, int minutesLeft, double expected)
    {
        var pace = BudgetPace.Of(Budget(limit, remaining, minutesLeft), 500, Now);

        Assert.Equal(expected, pace.Stretch, 3);
        Assert.False(pace.Stopped);
        Assert.Equal(expected > 1, pace.Reason is not null);
    }

    [Fact]
    public void Of_AtTheReserve_StopsUntilItIsRenewedAndSaysWhy()
    {
        var pace = BudgetPace.Of(Budget(5000, 500, 20), 500, Now);

        Assert.True(pace.Stopped);
        Assert.Equal(Now.AddMinutes(20), pace.Until);
        Assert.Contains("2026-03-01 12:20:00 UTC", pace.Reason, StringComparison.Ordinal);
        Assert.Contains("500 of 5000", pace.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60, 31, false)]
    [InlineData(60, 30, true)]
    public void Of_SmallLimit_KeepsAtMostHalfOfIt(int limit, int remaining, bool stopped) =>
        Assert.Equal(stopped, BudgetPace.Of(Budget(limit, remaining, 20), 500, Now).Stopped);

    [Fact]
    public void Of_NothingKnownOrRenewedSince_IsFull()
    {
        Assert.Equal(BudgetPace.Full, BudgetPace.Of(RateBudget.Unknown, 500, Now));
        Assert.Equal(BudgetPace.Full, BudgetPace.Of(Budget(5000, 0, 0), 500, Now));
    }

    [Fact]
    public void Together_SeveralBudgets_ShowsTheShortestAndAddsUpWhatWasSpent()
    {
        var together = RateBudget.Together([
            new(5000, 4000, Now, Now, 10, 20), new(12500, 1000, Now, Now, 1, 2), new(null, null, null, null, 100, 0)]);

        Assert.Equal((12500, 1000, 111L, 22L), (together.Limit, together.Remaining, together.CountedRequests, together.NotModified));
    }
}
