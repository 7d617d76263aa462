using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Lifecycle;
using Mcp.Tools.Runners.Tests.DemandSources.ScaleSets;

namespace Mcp.Tools.Runners.Tests.Lifecycle;

/// <summary>Runners of a scale set, against the simulated service.</summary>
public class RegistrationsTests
{
    [Theory]
    [InlineData("octo-org")]
    [InlineData("octo-org/web")]
    public async Task Start_AnswerToTheRegistrationIsLost_RegistersAgainAndLeavesNothingBehind(string place)
    {
        await using var bench = await ListeningBench.LiveAsync(place);
        await bench.AssignedAsync();
        bench.GitHub.Faults.CutNext(1, "POST", $"/_tenant/{place.Replace('/', '~')}/_apis/runtime/runnerscalesets/1/generatejitconfig", act: true);

        await bench.Autoscaler.PassAsync();

        var runner = Assert.Single(bench.Autoscaler.Runners.ListOpen());
        Assert.Equal(RunnerState.Started, runner.State);
        Assert.Equal(runner.GitHubRunnerId, Assert.Single(bench.World.Snapshot().Runners).Key);
    }

    [Fact]
    public async Task Start_ServiceRefuses_UndoesItselfAndPausesTheRepository()
    {
        await using var bench = await ListeningBench.LiveAsync();
        var job = await bench.AssignedAsync();
        bench.GitHub.Faults.FailNext(1, 403, "POST", "/_tenant/octo-org/_apis/runtime/runnerscalesets/1/generatejitconfig");

        await bench.Autoscaler.PassAsync();
        await bench.Autoscaler.PassAsync(Look.Engine);

        Assert.Empty(bench.Autoscaler.Runners.ListOpen());
        var breaker = Assert.Single(bench.Autoscaler.Get<StartBreakers>().Snapshot);
        Assert.Equal((ReasonCode.RegistrationRefused, ListeningBench.Repository), (breaker.Code, breaker.Repository?.ToString()));
        Assert.Equal((DecisionKind.Wait, ReasonCode.BackingOff), (bench.Autoscaler.DecisionOn(job)!.Kind, bench.Autoscaler.DecisionOn(job)!.Code));
    }

    [Fact]
    public async Task Retire_ServiceSaysItHasAJob_IsLeftAlone()
    {
        await using var bench = await ListeningBench.LiveAsync();
        await bench.AssignedAsync();
        await bench.Autoscaler.PassAsync();
        var runner = Assert.Single(bench.Autoscaler.Runners.ListOpen());
        bench.Autoscaler.Runners.RequestStop(runner.Id, "claude");
        bench.World.SetBusy(runner.GitHubRunnerId!.Value, busy: true);

        await bench.Autoscaler.PassAsync(Look.Engine);

        Assert.Equal(RunnerState.Busy, bench.Autoscaler.Runners.Get(runner.Id)!.State);
        Assert.Contains(bench.Autoscaler.Engine.Containers, container => container.RunnerId == runner.Id);
    }

    [Fact]
    public async Task Retire_NobodyNeedsIt_IsTakenOffTheSet()
    {
        await using var bench = await ListeningBench.LiveAsync();
        var job = await bench.AssignedAsync();
        await bench.Autoscaler.PassAsync();
        var runner = Assert.Single(bench.Autoscaler.Runners.ListOpen());
        bench.World.CancelJob(job);
        await bench.UntilAsync(() => bench.Reading.AssignedJobs == 0);
        bench.Autoscaler.Runners.RequestStop(runner.Id, "claude");

        await bench.Autoscaler.PassAsync(Look.Engine);
        await bench.Autoscaler.PassAsync(Look.Engine);

        Assert.Equal(RunnerState.Removed, bench.Autoscaler.Runners.Get(runner.Id)!.State);
        Assert.Empty(bench.World.Snapshot().Runners);
        Assert.Equal(1, bench.Autoscaler.Engine.Created);
    }
}
