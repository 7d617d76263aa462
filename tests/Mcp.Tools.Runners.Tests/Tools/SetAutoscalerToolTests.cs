using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Tests.Tools;

public sealed class SetAutoscalerToolTests
{
    [Fact]
    public async Task Set_NotAllowed_SaysHowToAllowItAndChangesNothing()
    {
        await using var bench = await Bench.StartAsync();

        Assert.Contains("--allow set_autoscaler", await bench.RefusalAsync("set_autoscaler", """{"paused":true,"confirm":true}"""), StringComparison.Ordinal);
        Assert.Null(new ControlBoard(bench.Ledger.Database).Read());
    }

    [Fact]
    public async Task Set_PauseThenLimitThenResume_EachKeepsTheOther()
    {
        await using var bench = await Bench.StartAsync(Allow);
        _ = bench.Lease;

        var paused = await bench.AskAsync("set_autoscaler", """{"paused":true,"reason":"disk swap","confirm":true}""");
        Assert.Contains("is paused", paused.Text("summary"), StringComparison.Ordinal);
        Assert.Contains("paused by test-client 1", (await bench.AskAsync("queue_status")).Text("summary"), StringComparison.Ordinal);

        var status = await bench.AskAsync("autoscaler_status");
        Assert.Contains("is paused", status.Text("summary"), StringComparison.Ordinal);
        Assert.Equal("disk swap", status.GetProperty("control").Text("reason"));

        var limited = await bench.AskAsync("set_autoscaler", """{"max_runners":7,"confirm":true}""");
        Assert.True(limited.GetProperty("paused").GetBoolean());
        Assert.Equal((7, 4), (limited.GetProperty("max_runners").GetInt32(), limited.GetProperty("configured_max_runners").GetInt32()));

        await bench.AskAsync("set_autoscaler", """{"paused":false,"confirm":true}""");
        Assert.Equal((false, (int?)7), (Read(bench).Paused, Read(bench).MaxRunners));

        await bench.AskAsync("set_autoscaler", """{"max_runners":0,"confirm":true}""");
        Assert.Null(Read(bench).MaxRunners);
    }

    [Fact]
    public async Task Set_DrainThenResume_IsPausedMeanwhile()
    {
        await using var bench = await Bench.StartAsync(Allow);

        var drained = await bench.AskAsync("set_autoscaler", """{"drain":true,"confirm":true}""");
        Assert.Contains("The autoscaler drains", drained.Text("summary"), StringComparison.Ordinal);
        Assert.Equal((true, true), (Read(bench).Paused, Read(bench).Draining));

        await bench.AskAsync("set_autoscaler", """{"drain":false,"confirm":true}""");
        Assert.Equal((true, false), (Read(bench).Paused, Read(bench).Draining));

        await bench.AskAsync("set_autoscaler", """{"drain":true,"confirm":true}""");
        await bench.AskAsync("set_autoscaler", """{"paused":false,"confirm":true}""");
        Assert.Equal((false, false), (Read(bench).Paused, Read(bench).Draining));
        Assert.Contains("contradict", await bench.RefusalAsync("set_autoscaler", """{"paused":false,"drain":true,"confirm":true}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Set_Nothing_SaysWhatCanBeSet()
    {
        await using var bench = await Bench.StartAsync(Allow);

        Assert.Contains("'paused', 'drain' or 'max_runners'", await bench.RefusalAsync("set_autoscaler", """{"confirm":true}"""), StringComparison.Ordinal);
    }

    private static AutoscalerControl Read(Bench bench) => new ControlBoard(bench.Ledger.Database).Read()!;

    private static void Allow(RunnersOptions options) => options.AllowedTools.Add("set_autoscaler");
}
