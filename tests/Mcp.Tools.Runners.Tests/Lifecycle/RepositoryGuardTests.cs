using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Tests.Lifecycle;

public class RepositoryGuardTests
{
    [Fact]
    public async Task Run_PublicRepository_IsRefusedWithTheReasonAndNobodyElseIs()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        bench.World.AddRepository("octocat/open", @private: false);
        var (open, closed) = (bench.Queue("octocat/open"), bench.Queue("octocat/web"));

        await bench.PassAsync();

        var decision = bench.DecisionOn(open)!;
        Assert.Equal((DecisionKind.Refuse, ReasonCode.PublicRepository), (decision.Kind, decision.Code));
        Assert.Contains("--allow-public octocat/open", decision.Text, StringComparison.Ordinal);
        Assert.Equal(closed, Assert.Single(bench.Runners.ListOpen()).RequestedForJobId);
    }

    [Fact]
    public async Task Run_PublicRepositoryAllowedByName_IsServed()
    {
        await using var bench = await AutoscalerBench.StartAsync(options => options.AllowedPublicRepositories.Add("octocat/open"));
        bench.World.AddRepository("octocat/open", @private: false);
        bench.Queue("octocat/open");

        await bench.PassAsync();

        Assert.Single(bench.Engine.Containers);
    }

    [Fact]
    public async Task Run_RunnerAskedForByHand_IsNotEvenRegistered()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        bench.World.AddRepository("octocat/open", @private: false);
        var asked = bench.Runners.Insert(
            new("default", RepositoryName.Parse("octocat/open"), ["self-hosted"], "launch_runner", ForJobId: null, RunnerState.Requested, "asked"), lease: null);

        await bench.PassAsync();

        var ended = bench.Runners.Get(asked.Id)!;
        Assert.Equal(RunnerState.Removed, ended.State);
        Assert.Contains("is public", ended.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(bench.GitHub.Requests.All, request => request.PathAndQuery.EndsWith("generate-jitconfig", StringComparison.Ordinal));
    }
}
