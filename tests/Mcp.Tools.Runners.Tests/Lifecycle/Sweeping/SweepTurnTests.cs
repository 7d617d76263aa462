using Mcp.Tools.Runners.Lifecycle.Sweeping;

namespace Mcp.Tools.Runners.Tests.Lifecycle.Sweeping;

public sealed class SweepTurnTests
{
    private static readonly List<RepositoryName> Many = [.. Enumerable.Range(0, 120).Select(number => RepositoryName.Parse($"octo/r{number:000}"))];

    [Fact]
    public void Of_MoreThanOneTurn_ReachesEachInThree()
    {
        string? last = null;
        var seen = new List<RepositoryName>();
        for (var turn = 0; turn < 3; turn++)
        {
            (var chosen, last) = SweepTurn.Of([], Many, last);
            Assert.Equal(SweepTurn.Most, chosen.Length);
            seen.AddRange(chosen);
        }

        Assert.Equal(Many, seen.Distinct().Order(Comparer<RepositoryName>.Create((a, b) => string.CompareOrdinal(a.ToString(), b.ToString()))));
    }

    [Fact]
    public void Of_AskedFor_ComesFirstAndOnce()
    {
        var (turn, _) = SweepTurn.Of([Many[99], Many[99]], Many, after: null);

        Assert.Equal((Many[99], SweepTurn.Most), (turn[0], turn.Distinct().Count()));
    }

    [Fact]
    public void Of_Nothing_IsEmptyAndKeepsItsPlace()
    {
        var (turn, last) = SweepTurn.Of([], [], "octo/r007");

        Assert.Empty(turn);
        Assert.Equal("octo/r007", last);
    }
}
