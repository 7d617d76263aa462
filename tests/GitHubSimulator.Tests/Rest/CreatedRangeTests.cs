namespace GitHubSimulator.Tests;

public sealed class CreatedRangeTests
{
    [Theory]
    [InlineData(">=2026-01-15", true)]
    [InlineData(">2026-01-15", false)]
    [InlineData("<=2026-01-15", true)]
    [InlineData("<2026-01-15", false)]
    [InlineData("2026-01-15", true)]
    [InlineData("2026-01-16..*", false)]
    [InlineData("*..2026-01-15T12:00:00Z", true)]
    [InlineData(">=2026-01-15T12:00:01Z", false)]
    [InlineData("yesterday", null)]
    public void Contains_NoonOfTheFifteenth_FollowsTheSign(string range, bool? expected) =>
        Assert.Equal(expected, CreatedRange.Contains(range, new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero)));
}
