using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Reports;

namespace Mcp.Tools.Runners.Tests.Reports;

public sealed class RunnerPlaceTests
{
    [Fact]
    public void Of_RunnersOfOneMoment_AreTheOrderOfTheirIdsAndDistinct()
    {
        var first = RunnerId.Next(Jobs.Now, 1, last: null);
        var second = RunnerId.Next(Jobs.Now, 0, first);

        PageKey[] places = [RunnerPlace.Of(Jobs.Now, first), RunnerPlace.Of(Jobs.Now, second)];

        Assert.Equal(places.Order(), places);
        Assert.Equal(2, places.Distinct().Count());
        Assert.All(places, place => Assert.True(place.Id > 0));
    }

    [Fact]
    public void Of_AnotherMoment_GoesBeforeTheId() =>
        Assert.True(RunnerPlace.Of(Jobs.Now, "zzzzzzzzzzzzz").CompareTo(RunnerPlace.Of(Jobs.Now.AddSeconds(1), "0000000000000")) < 0);
}
