using Mcp.Tools.Runners.DemandSources.ScaleSets;
using Mcp.Tools.Runners.GitHub.ScaleSets;

namespace Mcp.Tools.Runners.Tests.DemandSources.ScaleSets;

public class ScaleSetRoomTests
{
    private static readonly ScaleSetAddress Organisation = ScaleSetAddress.Parse("https://github.com/octo");
    private static readonly ScaleSetAddress Repository = ScaleSetAddress.Parse("https://github.com/octo/web");

    [Fact]
    public void Of_EmptyHost_IsItsLimit() => Assert.Equal(4, Room(Organisation, Fleet.Pool()));

    [Fact]
    public void Of_PoolHasALimit_IsThat() => Assert.Equal(2, Room(Organisation, Fleet.Pool(max: 2)));

    [Theory]
    [InlineData(false, 4)]
    [InlineData(true, 1)]
    public void Of_LimitForEachRepository_BoundsOnlyTheSetOfOne(bool ofOne, int room) =>
        Assert.Equal(room, Room(ofOne ? Repository : Organisation, Fleet.Pool(perRepository: 1)));

    [Fact]
    public void Of_RunnersOfTheSet_AreIncludedAndOthersTakeTheirPlaces()
    {
        var own = Fleet.Runner(RunnerState.Busy) with { ScaleSetId = 7 };

        Assert.Equal(4, Room(Organisation, Fleet.Pool(), own));
        Assert.Equal(3, Room(Organisation, Fleet.Pool(), own, Fleet.Runner(RunnerState.Busy, pool: "other")));
    }

    [Fact]
    public void Of_Paused_IsWhatTheSetHas()
    {
        var input = Fleet.Input([], max: 4);

        Assert.Equal(1, ScaleSetRoom.Of(
            Fleet.Pool(), Organisation, [Fleet.Pool()], [Fleet.Runner(RunnerState.Busy) with { ScaleSetId = 7 }], input.Limits, new(Paused: true, MaxRunners: null, Reason: null, "claude", Jobs.Now)));
    }

    private static int Room(ScaleSetAddress address, RunnerPool pool, params RunnerInfo[] fleet) =>
        ScaleSetRoom.Of(pool, address, [pool], fleet, Fleet.Input([], max: 4).Limits, control: null);
}
