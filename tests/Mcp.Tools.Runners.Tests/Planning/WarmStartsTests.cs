using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Planning;

namespace Mcp.Tools.Runners.Tests.Planning;

public class WarmStartsTests
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(3);

    [Fact]
    public void Plan_PoolKeepsRunnersReady_StartsWhatIsMissing()
    {
        var plan = ScalePlanner.Plan(Fleet.Input([], [Idle()], pools: Warm(3)));

        Assert.Equal(2, plan.WarmStarts.Length);
        Assert.All(plan.WarmStarts, start => Assert.Equal(RepositoryName.Parse("octo/web"), start.Repository));
    }

    [Fact]
    public void Plan_JobTakesAReadyRunner_StartsAnotherOne()
    {
        var plan = ScalePlanner.Plan(Fleet.Input([Jobs.Queued()], [Idle()], pools: Warm(1)));

        Assert.Equal(DecisionKind.Serve, Assert.Single(plan.Verdicts).Kind);
        Assert.Single(plan.WarmStarts);
    }

    [Fact]
    public void Plan_NoRoom_KeepsTheCap() =>
        Assert.Equal(2, ScalePlanner.Plan(Fleet.Input([], [], max: 2, pools: Warm(3))).WarmStarts.Length);

    [Fact]
    public void Plan_AJobWaitsForRoom_StartsNoReadyRunner()
    {
        var plan = ScalePlanner.Plan(Fleet.Input([Jobs.Queued("octo/api")], [Fleet.Runner(RunnerState.Busy, "octo/api", "one")], max: 9, pools: [Fleet.Pool("one", max: 1), Other()]));

        Assert.Equal(ReasonCode.PoolCap, Assert.Single(plan.Verdicts).Code);
        Assert.Empty(plan.WarmStarts);

        static RunnerPool Other()
        {
            var pool = Warm(1);
            pool.Labels = ["other"];
            return pool;
        }
    }

    [Fact]
    public void Plan_ReadyRunnersIdleForLong_StayAndTheOldestOfTheOthersGoes()
    {
        var (oldest, older, young) = (Idle() with { StateSince = Jobs.Now - Long }, Idle() with { StateSince = Jobs.Now - (Long / 2) }, Idle());

        var plan = ScalePlanner.Plan(Fleet.Input([], [young, oldest, older], pools: Warm(2)));

        Assert.Equal((oldest.Id, RetirementCode.IdleTimeout), Assert.Single(plan.Retirements) is var retired ? (retired.Runner.Id, retired.Code) : default);
        Assert.Empty(plan.WarmStarts);
    }

    [Fact]
    public void Plan_AnotherRepositorysJobWaitsForThePlace_TheOneThatHasBeenIdleForLongestMakesRoom()
    {
        var (old, young) = (Idle() with { StateSince = Jobs.Now - Long }, Idle());

        var plan = ScalePlanner.Plan(Fleet.Input([Jobs.Queued("octo/api")], [young, old], max: 2, pools: Warm(2)));

        Assert.Equal(ReasonCode.HostCap, Assert.Single(plan.Verdicts).Code);
        Assert.Equal((old.Id, RetirementCode.PlaceWanted), Assert.Single(plan.Retirements) is var retired ? (retired.Runner.Id, retired.Code) : default);
    }

    [Fact]
    public void Plan_APlaceIsBeingFreedAlready_NoOtherRunnerMakesRoom()
    {
        var plan = ScalePlanner.Plan(Fleet.Input([Jobs.Queued("octo/api")], [Idle(), Fleet.Runner(RunnerState.Retiring)], max: 2, pools: Warm(2)));

        Assert.Empty(plan.Retirements);
    }

    [Fact]
    public void Plan_CameOnlineAfterTheReading_IsLeftSinceItMayHaveAJob()
    {
        var plan = ScalePlanner.Plan(Fleet.Input([Jobs.Queued("octo/api")], [Idle() with { StateSince = Jobs.Now.AddSeconds(1) }], max: 1, pools: Warm(1)));

        Assert.Empty(plan.Retirements);
    }

    private static RunnerInfo Idle() => Fleet.Runner(RunnerState.Online);

    private static RunnerPool Warm(int idle)
    {
        var pool = Fleet.Pool();
        (pool.MinIdle, pool.MinIdleFor) = (idle, ["octo/web"]);
        return pool;
    }
}
