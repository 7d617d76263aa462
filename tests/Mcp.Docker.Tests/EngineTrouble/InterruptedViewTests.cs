using Mcp.Tools.Runners;

namespace Mcp.Docker.Tests.EngineTrouble;

/// <summary>A part of the view of the fleet is lost: what happened meanwhile is found by listing again.</summary>
public class InterruptedViewTests
{
    [Fact]
    public async Task EventStream_CutWhileARunnerEnds_IsFollowedAgainAndTheEndIsFound()
    {
        // No poll comes to help within the time of the test: only the listing after the reconnect can find it.
        await using var stage = await TroubleStage.SetAsync(runners => runners["pollInterval"] = "01:00:00", waiting: "job");
        var job = Assert.Single(stage.World.Snapshot().Jobs.Keys);
        await stage.World.WaitForAsync(world => world.Jobs[job].Status == "in_progress", stage.Cancellation);
        await stage.UntilAsync(() => stage.Row(job).State is RunnerState.Online or RunnerState.Busy);

        stage.Proxy.Begin(Trouble.Refuse(500, "no events", "^GET /events$"));
        await stage.Proxy.CutAsync("/events");
        await stage.EndAsync(job);
        await stage.Proxy.Met.WaitAsync(stage.Cancellation);
        Assert.Null(stage.Row(job).FinishedAt);

        stage.Proxy.End();
        await stage.RequireAllServedAndNothingLeftAsync();
        Assert.Equal(0, stage.Row(job).ExitCode);
    }

    [Fact]
    public async Task Removal_ThatIsRefused_IsTriedAgainAndHoldsNothingUp()
    {
        await using var stage = await TroubleStage.SetAsync();
        stage.Proxy.Begin(Trouble.Refuse(500, "device or resource busy", "^DELETE /containers/"));
        var since = TimeProvider.System.GetUtcNow();

        var first = stage.Queue("first");
        await stage.Proxy.Met.WaitAsync(stage.Cancellation);
        var second = stage.Queue("second");
        await stage.World.WaitForAsync(world => world.Jobs[second].Status == "completed", stage.Cancellation);
        await stage.UntilAsync(() => stage.Row(second).State == RunnerState.Finished);
        await stage.UntilNextPassAsync();
        await stage.UntilNextPassAsync();

        Assert.Equal(RunnerState.Finished, stage.Row(first).State);
        var passes = stage.Decisions.RecentPasses(10_000).Where(pass => pass.StartedAt > since).ToList();
        var seconds = (passes[0].StartedAt - since).TotalSeconds;
        Assert.True(passes.Count < 20 + (2 * seconds), $"{passes.Count} passes in {seconds:0} s, of which {passes.Count(pass => pass.Trigger == "work")} because of work");

        stage.Proxy.End();
        await stage.RequireAllServedAndNothingLeftAsync();
    }

    [Fact]
    public async Task Log_ThatCannotBeRead_DoesNotHideTheEndOfItsRunner()
    {
        await using var stage = await TroubleStage.SetAsync();
        stage.Proxy.Begin(Trouble.Refuse(500, "configured logging driver does not support reading", "^GET /containers/[0-9a-f]+/logs$"));

        var job = stage.Queue("job");
        await stage.RequireAllServedAndNothingLeftAsync();

        Assert.Equal(0, stage.Row(job).ExitCode);
        Assert.Contains("does not support reading", stage.Row(job).LogTail!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Container_ThatGoesWhileTheFleetIsListed_IsNoTrouble()
    {
        await using var stage = await TroubleStage.SetAsync();
        var running = await stage.RunningAsync("is taken away", "goes on");
        var gone = stage.Row(running[0]).ContainerId!;

        // Between the listing, which still has it, and the inspection, which has not.
        stage.Proxy.Begin(Trouble.Before($"^GET /containers/{gone}/json$", async _ =>
        {
            stage.Proxy.End();
            await stage.Stage.Engine.Containers.RemoveContainerAsync(gone, new() { Force = true, RemoveVolumes = true }, stage.Cancellation);
        }));
        await stage.Proxy.Met.WaitAsync(stage.Cancellation);
        await stage.UntilAsync(() => stage.Row(running[0]).FinishedAt is not null);

        Assert.Equal("Its container is gone.", stage.Stage.Runners.ListTransitions(stage.Row(running[0]).Id).Single(step => step.To == RunnerState.Finished).Reason);
        Assert.All(stage.Decisions.RecentPasses(100), pass => Assert.Null(pass.Problem));
        Assert.Equal(RunnerState.Busy, stage.Row(running[1]).State);
    }
}
