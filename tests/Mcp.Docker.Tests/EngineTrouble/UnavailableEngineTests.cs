using Mcp.Tools.Runners;
using Mcp.Tools.Runners.Lifecycle;

namespace Mcp.Docker.Tests.EngineTrouble;

/// <summary>The engine cannot be used for a while: what cannot be seen is unknown, not gone, and all is well afterwards.</summary>
public class UnavailableEngineTests
{
    private const string Stopped = "is stopped";
    private const string Hangs = "hangs";
    private const string Fails = "answers 500";
    private const string Breaks = "is cut off";

    [Theory]
    [InlineData(Stopped, "systemctl start docker")]
    [InlineData(Hangs, "did not answer within 3 s")]
    [InlineData(Fails, "journalctl -u docker")]
    [InlineData(Breaks, "broke off")]
    public async Task Trouble_WhileJobsRun_IsToldAndHealsAndLosesNothing(string trouble, string remedy)
    {
        await using var stage = await TroubleStage.SetAsync(runners => runners["docker"]!["callTimeout"] = trouble == Hangs ? "00:00:03" : "00:00:30");
        var running = await stage.RunningAsync("ends meanwhile", "goes on");

        var since = TimeProvider.System.GetUtcNow();
        await BeginAsync(stage.Proxy, trouble);
        var waiting = stage.Queue("comes meanwhile");
        await stage.UntilDecidedAsync(waiting, ReasonCode.EngineUnavailable);
        await stage.EndAsync(running[0]);
        await stage.UntilNextPassAsync();
        await stage.UntilAsync(() => stage.Lease.RenewedAt > since + AutoscalerLease.Lifetime);

        Assert.False(stage.Engine!.Available);
        Assert.Contains(remedy, stage.Engine.Problem!, StringComparison.Ordinal);
        var explanation = await stage.ExplainAsync(waiting);
        Assert.Equal(ReasonCode.EngineUnavailable, explanation.GetProperty("verdict").GetString());
        Assert.Contains(remedy, explanation.GetProperty("explanation").GetString()!, StringComparison.Ordinal);
        Assert.All(running, job => Assert.Equal(RunnerState.Busy, stage.Row(job).State));
        Assert.Equal(2, stage.Stage.Runners.ListOpen().Count);
        Assert.Equal((2, 0), (stage.Containers.Started, stage.Containers.Signalled));
        RequireNoFasterPasses(stage, since);

        End(stage.Proxy, trouble);
        await stage.UntilAsync(() => stage.Row(running[0]).State == RunnerState.Removed);
        await stage.World.WaitForAsync(world => world.Jobs[waiting].Status == "completed", stage.Cancellation);
        Assert.Equal(RunnerState.Busy, stage.Row(running[1]).State);
        stage.World.CompleteJob(running[1], "success");
        await stage.RequireAllServedAndNothingLeftAsync();
        Assert.Equal(3, stage.Containers.Started);
        Assert.Equal(0, stage.Row(running[0]).ExitCode);
        Assert.NotEmpty(stage.Row(running[0]).LogTail!);
    }

    /// <summary>Trouble is no reason to ask more often than every second, which is the interval of these tests.</summary>
    private static void RequireNoFasterPasses(TroubleStage stage, DateTimeOffset since)
    {
        var passes = stage.Decisions.RecentPasses(1000).Where(pass => pass.StartedAt > since).ToList();
        var seconds = (passes[0].StartedAt - since).TotalSeconds;
        Assert.True(passes.Count < 10 + (3 * seconds), $"{passes.Count} passes in {seconds:0} s: {string.Join(", ", passes.Select(pass => pass.Trigger))}");
    }

    private static Task BeginAsync(EngineProxy proxy, string trouble)
    {
        if (trouble == Stopped)
        {
            return proxy.StopAsync();
        }

        proxy.Begin(trouble switch
        {
            Hangs => Trouble.Hang(),
            Fails => Trouble.Refuse(500, "driver failed"),
            _ => Trouble.CutAnswer(),
        });

        // An engine in such a state gives its old listeners nothing either.
        return trouble == Hangs ? Task.CompletedTask : proxy.CutAsync("/events");
    }

    private static void End(EngineProxy proxy, string trouble)
    {
        if (trouble == Stopped)
        {
            proxy.Listen();
        }

        proxy.End();
    }
}
