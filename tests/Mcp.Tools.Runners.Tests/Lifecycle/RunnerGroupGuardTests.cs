using Mcp.Tools.Runners.DemandSources.ScaleSets;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Lifecycle;
using Mcp.Tools.Runners.Tests.DemandSources.ScaleSets;

namespace Mcp.Tools.Runners.Tests.Lifecycle;

public class RunnerGroupGuardTests
{
    private const int DefaultGroup = 1;

    [Fact]
    public async Task Start_GroupLetsPublicRepositoriesIn_RegistersNothingAndSaysWhatToDo()
    {
        await using var bench = await ListeningBench.LiveAsync();
        bench.GitHub.ScaleSets.ChangeRunnerGroup(DefaultGroup, group => group with { AllowsPublicRepositories = true });
        var job = await bench.AssignedAsync();

        await bench.Autoscaler.PassAsync();
        await bench.Autoscaler.PassAsync(Look.Engine);

        Assert.Empty(bench.Autoscaler.Engine.Containers);
        Assert.Empty(bench.World.Snapshot().Runners);
        Assert.Equal(ReasonCode.RunnerGroup, Assert.Single(bench.Autoscaler.Get<StartBreakers>().Snapshot).Code);
        Assert.Contains("Allow public repositories", bench.Autoscaler.DecisionOn(job)!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_GroupKeepsPublicRepositoriesOut_StartsAndAsksOnceForAll()
    {
        await using var bench = await ListeningBench.LiveAsync();
        await bench.AssignedAsync();

        await bench.Autoscaler.PassAsync();

        Assert.Single(bench.Autoscaler.Engine.Containers);
        Assert.Single(bench.GitHub.Requests.All, request => request.PathAndQuery.Contains("/orgs/octo-org/actions/runner-groups", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_PoolFellBackToRest_DoesNotAskForAGroupThatDoesNotMatter()
    {
        await using var bench = await ListeningBench.CreateAsync();
        bench.GitHub.ScaleSets.ChangeRunnerGroup(DefaultGroup, group => group with { AllowsPublicRepositories = true });
        bench.GitHub.ScaleSets.Faults.CreateRefusal = "Scale sets are not for personal accounts.";
        bench.Listen();
        await bench.UntilAsync(() => bench.Autoscaler.Get<ScaleSetBoard>().Get("default")?.State == ScaleSetState.Down);
        bench.Autoscaler.Queue(ListeningBench.Repository);

        await bench.Autoscaler.PassAsync();

        Assert.Single(bench.Autoscaler.Engine.Containers);
        Assert.DoesNotContain(bench.GitHub.Requests.All, request => request.PathAndQuery.Contains("runner-groups", StringComparison.Ordinal));
    }
}
