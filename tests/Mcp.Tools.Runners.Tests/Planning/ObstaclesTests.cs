using Mcp.Tools.Runners.Planning;

namespace Mcp.Tools.Runners.Tests.Planning;

public class ObstaclesTests
{
    private static readonly Breaker Once = new("default", Repository: null, 1, Jobs.Now, Jobs.Now.AddSeconds(10), ReasonCode.ImageMissing, "image not found");

    private static readonly Breaker Open = Once with { Failures = 3 };

    [Fact]
    public void Plan_PoolPauses_WaitsUntilTheNextTry()
    {
        var input = Fleet.Input([Jobs.Queued()]) with { Breakers = [Once] };

        var held = ScalePlanner.Plan(input);
        var over = ScalePlanner.Plan(input with { Now = Once.Until });

        Assert.Equal(ReasonCode.BackingOff, Assert.Single(held.Verdicts).Code);
        Assert.Contains("image not found", held.Verdicts[0].Text, StringComparison.Ordinal);
        Assert.Single(over.Starts);
    }

    [Fact]
    public void Plan_BreakerOpen_OneRunnerTriesAlone()
    {
        var input = Fleet.Input([Jobs.Queued(), Jobs.Queued("octo/api"), Jobs.Queued()]) with { Breakers = [Open] };

        var plan = ScalePlanner.Plan(input with { Now = Open.Until });
        var meanwhile = ScalePlanner.Plan(input with { Now = Open.Until, Fleet = [Fleet.Runner(RunnerState.Started)] });

        Assert.Equal(ReasonCode.BreakerOpen, ScalePlanner.Plan(input).Verdicts[0].Code);
        Assert.Single(plan.Starts);
        Assert.Equal(2, plan.Verdicts.Count(verdict => verdict.Code == ReasonCode.BreakerOpen));
        Assert.Empty(meanwhile.Starts);
    }

    [Fact]
    public void Plan_GitHubRefusesOneRepository_TheOthersGoOn()
    {
        var refused = Open with { Repository = RepositoryName.Parse("octo/web"), Reason = "no permission" };

        var plan = ScalePlanner.Plan(Fleet.Input([Jobs.Queued("octo/web"), Jobs.Queued("octo/api")]) with { Breakers = [refused] });

        Assert.Equal("octo/api", Assert.Single(plan.Starts).Job.Repository.ToString());
        Assert.Contains("octo/web", Assert.Single(plan.Verdicts, verdict => verdict.Code == ReasonCode.BreakerOpen).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_BreakerOfAnotherPool_DoesNotMatter() =>
        Assert.Single(ScalePlanner.Plan(Fleet.Input([Jobs.Queued()]) with { Breakers = [Open with { Pool = "big" }] }).Starts);
}
