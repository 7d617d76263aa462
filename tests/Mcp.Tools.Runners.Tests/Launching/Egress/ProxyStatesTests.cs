using System.Collections.Immutable;
using Docker.DotNet.Models;
using Mcp.Tools.Runners.Launching.Egress;

namespace Mcp.Tools.Runners.Tests.Launching.Egress;

public sealed class ProxyStatesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private static readonly RunnerPool[] Pools = [new() { Name = "open" }, new() { Name = "closed", Egress = new PoolEgress() }];

    [Fact]
    public void Of_Nothing_IsAbsentForPoolsWithEgressOnly() =>
        Assert.Equal(new EgressProxy("closed", EgressState.Absent), Assert.Single(Of()));

    [Fact]
    public void Of_FailedStart_IsTold()
    {
        Dictionary<string, string> failed = new() { ["closed"] = "It ended." };

        Assert.Equal((EgressState.Failed, "It ended."), (Of(failed: failed).Single().State, Of(failed: failed).Single().Problem));
    }

    [Fact]
    public void Of_FailedStartOfOneThatListensNow_IsForgotten()
    {
        var listening = new EgressProxy("closed", EgressState.Listening, "proxy");

        Assert.Equal(listening, Assert.Single(Of(new() { ["closed"] = listening }, new() { ["closed"] = "It ended." })));
    }

    [Theory]
    [InlineData(true, true, 0, EgressState.Listening)]
    [InlineData(true, false, 5, EgressState.Starting)]
    [InlineData(true, false, 31, EgressState.Failed)]
    [InlineData(false, false, 5, EgressState.Failed)]
    public void Of_OneThatWasLookedAt_IsWhatItDoes(bool running, bool answers, int seconds, EgressState expected)
    {
        var found = new ContainerInspectResponse
        {
            ID = "1",
            Name = "/proxy",
            State = new State { Running = running, ExitCode = 1, StartedAt = Now.AddSeconds(-seconds).ToString("O") },
        };

        var proxy = ProxyStates.Of(new SeenProxy("1", "proxy", "closed", "hash", running), found, answers, Now);

        Assert.Equal((expected, expected == EgressState.Failed), (proxy.State, proxy.Problem is not null));
    }

    [Theory]
    [InlineData(true, 0, 0, false)]
    [InlineData(true, 0, 601, true)]
    [InlineData(true, 1, 601, false)]
    [InlineData(false, 0, 0, true)]
    [InlineData(false, 1, 601, false)]
    public void IsDue_RunnersAndTime_Decide(bool hasEgress, int runners, int unusedSeconds, bool expected) => Assert.Equal(
        expected, ProxyRetirement.IsDue(hasEgress ? Pools[1] : Pools[0], runners, TimeSpan.FromSeconds(unusedSeconds)));

    [Fact]
    public void IsDue_PoolIsGone_IsAtOnce() => Assert.True(ProxyRetirement.IsDue(pool: null, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("a\n2026| FATAL: Bungled line 3.\n2026| Terminated.\n", "2026| FATAL: Bungled line 3.")]
    [InlineData("a\nb\n", "b.")]
    [InlineData("", "nothing.")]
    public void Last_Log_IsTheTellingLine(string log, string expected) => Assert.Equal(expected, ProxyWords.Last(log));

    private static ImmutableArray<EgressProxy> Of(Dictionary<string, EgressProxy>? seen = null, Dictionary<string, string>? failed = null) =>
        ProxyStates.Of(Pools, seen ?? [], failed ?? []);
}
