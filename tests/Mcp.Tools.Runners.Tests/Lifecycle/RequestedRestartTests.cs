using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Lifecycle;

namespace Mcp.Tools.Runners.Tests.Lifecycle;

/// <summary>A runner that was asked for and not for a job: no waiting job brings it back when its start is cut off.</summary>
public class RequestedRestartTests
{
    private static readonly RunnerPool Pool = new() { Architecture = RunnerArchitecture.X64 };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Restart_WhileItWasBeingStarted_StartsOneInItsPlace(bool registered)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var bench = await AutoscalerBench.StartAsync();
        bench.World.AddRepository("octocat/web");
        var asked = bench.Runners.Insert(
            new(Pool.Name, RepositoryName.Parse("octocat/web"), Pool.EffectiveLabels, "launch_runner", ForJobId: null, RunnerState.Requested, "Asked for."), lease: null);
        var row = bench.Get<RunnerLife>().Apply(asked, RunnerEvent.Reserve, RunnerChange.None)!;
        if (registered)
        {
            var registration = await bench.Get<GitHubApi>().CreateJitConfigurationAsync(row.Repository, row.Name, row.Labels, cancellationToken);
            bench.Get<RunnerLife>().Apply(row, RunnerEvent.Register, new() { GitHubRunnerId = registration.RunnerId });
        }

        await bench.CrashAndRestartAsync();
        await bench.PassAsync();
        await bench.PassAsync();
        await bench.PassAsync();

        var runner = Assert.Single(bench.Runners.ListOpen());
        Assert.Equal(RunnerState.Started, runner.State);
        Assert.Equal("launch_runner", runner.RequestedBy);
        Assert.Contains(asked.Name, bench.Runners.ListTransitions(runner.Id)[0].Reason, StringComparison.Ordinal);
        Assert.Equal(RunnerState.Removed, bench.Runners.Get(asked.Id)!.State);
        Assert.Equal(runner.GitHubRunnerId, Assert.Single(bench.World.Snapshot().Runners.Values).Id);
        Assert.Single(bench.Engine.Containers);
    }

    [Fact]
    public async Task Replace_OneThatHasMovedOn_WritesNeitherRow()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        var life = bench.Get<RunnerLife>();
        var reserved = life.Reserve(new(Pool.Name, RepositoryName.Parse("octocat/web"), Pool.EffectiveLabels, "launch_runner", ForJobId: null, RunnerState.Reserved, "Asked for."));
        life.Apply(reserved, RunnerEvent.Register, new() { GitHubRunnerId = 7 });

        Assert.Null(life.CutOff(reserved, new() { Reason = "Late." }));

        Assert.Equal(RunnerState.Registered, Assert.Single(bench.Runners.ListOpen()).State);
    }
}
