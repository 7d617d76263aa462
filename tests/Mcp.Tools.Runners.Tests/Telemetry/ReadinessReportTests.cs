using Mcp.Tools.Runners.Telemetry;
using Mcp.Tools.Runners.Tests.Tools;
using Microsoft.Extensions.DependencyInjection;

namespace Mcp.Tools.Runners.Tests.Telemetry;

public sealed class ReadinessReportTests
{
    [Fact]
    public async Task Read_LedgerNeverUsed_KnowsThatNobodyActsAndNothingElse()
    {
        await using var bench = await Bench.StartAsync();

        var readiness = Read(bench);

        Assert.False(readiness.IsReady);
        Assert.Equal((ReadinessState.NotReady, null), (readiness.Lease.State, readiness.Lease.AsOf));
        Assert.Equal(ReadinessState.Ready, readiness.Ledger.State);
        Assert.Equal((ReadinessState.Unknown, null), (readiness.Engine.State, readiness.Engine.Age));
        Assert.Equal(ReadinessState.Unknown, readiness.GitHub.State);
        Assert.Contains("mcp-runners serve", readiness.Lease.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_GoodPass_IsReadyWithAges()
    {
        await using var bench = await Bench.StartAsync();
        bench.Pass([]);
        bench.Time.Advance(TimeSpan.FromSeconds(3));

        var readiness = Read(bench);

        Assert.True(readiness.IsReady);
        Assert.Equal(TimeSpan.FromSeconds(3), readiness.GitHub.Age);
        Assert.Equal(TimeSpan.FromSeconds(3), readiness.Engine.Age);
    }

    [Fact]
    public async Task Read_EngineDownAndQueuesUnread_SaysWhy()
    {
        await using var bench = await Bench.StartAsync();
        bench.Pass([], quality: DemandQuality.Unknown, engineProblem: "The engine does not answer. Start it.");

        var readiness = Read(bench);

        Assert.False(readiness.IsReady);
        Assert.Equal(ReadinessState.Ready, readiness.Lease.State);
        Assert.Equal((ReadinessState.NotReady, "The engine does not answer. Start it."), (readiness.Engine.State, readiness.Engine.Problem));
        Assert.Equal(ReadinessState.NotReady, readiness.GitHub.State);
    }

    [Fact]
    public async Task Read_NoPassForLong_IsUnknownAndNotReady()
    {
        await using var bench = await Bench.StartAsync();
        bench.Pass([]);
        bench.Time.Advance(TimeSpan.FromMinutes(10));

        var readiness = Read(bench);

        Assert.Equal(
            (ReadinessState.NotReady, ReadinessState.Unknown, ReadinessState.Unknown), (readiness.Lease.State, readiness.Engine.State, readiness.GitHub.State));
        Assert.Equal(TimeSpan.FromMinutes(10), readiness.Engine.Age);
    }

    [Fact]
    public async Task Read_LedgerIsNoLedger_SaysSoAndNothingElse()
    {
        await using var bench = await Bench.StartAsync(options => options.LedgerPath = typeof(ReadinessReportTests).Assembly.Location);

        var readiness = Read(bench);

        Assert.Equal(ReadinessState.NotReady, readiness.Ledger.State);
        Assert.Contains("ledger", readiness.Ledger.Problem, StringComparison.Ordinal);
        Assert.Equal(ReadinessState.Unknown, readiness.Lease.State);
    }

    private static Readiness Read(Bench bench) => bench.Services.GetRequiredService<ReadinessReport>().Read();
}
