using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Reports;

namespace Mcp.Tools.Runners.Tests.Reports;

public sealed class EgressReadingTests
{
    [Fact]
    public void Of_NoPoolWithEgress_IsAbsent() => Assert.Null(EgressReading.Of(Status(null)));

    [Fact]
    public void Of_Proxies_ShowsEachWithItsState()
    {
        var since = DateTimeOffset.UnixEpoch;

        var readings = EgressReading.Of(Status([
            new EgressProxy("a", EgressState.Listening, "proxy-a", since),
            new EgressProxy("b", EgressState.Failed, Problem: "It ended with 1.\nSee: docker logs"),
        ]))!.Value;

        Assert.Equal(("a", "listening", "proxy-a", since), (readings[0].Pool, readings[0].State, readings[0].Proxy, readings[0].RunningSince));
        Assert.Equal(("b", "failed", "It ended with 1. See: docker logs"), (readings[1].Pool, readings[1].State, readings[1].Problem));
    }

    [Fact]
    public void Of_StatusFromTheBoard_IsTheSame()
    {
        var status = Status([new EgressProxy("a", EgressState.Starting, "proxy-a", DateTimeOffset.UnixEpoch)]);

        Assert.Equal(status.Egress!.Value, StatusJson.ReadEngine(StatusJson.Engine(status))!.Egress!.Value);
        Assert.Null(StatusJson.ReadEngine(StatusJson.Engine(Status(null)))!.Egress);
    }

    private static LauncherStatus Status(EgressProxy[]? proxies) =>
        new(true, DateTimeOffset.UnixEpoch, null, null, null, null, null, []) { Egress = proxies is null ? null : [.. proxies] };
}
