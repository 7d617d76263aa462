using Mcp.Tools.Runners.Lifecycle.Sweeping;
using static Mcp.Tools.Runners.Tests.Lifecycle.Sweeping.TraceSamples;

namespace Mcp.Tools.Runners.Tests.Lifecycle.Sweeping;

public sealed class LeftoversTests
{
    [Fact]
    public void Of_OfflineRegistrationWithoutARow_IsAGhostToDeregister()
    {
        var ghost = Assert.Single(Find(Listing(Registered())));

        Assert.Equal((LeftoverKind.Ghost, LeftoverAction.Deregister, Name(), 7L), (ghost.Kind, ghost.Action, ghost.Name, ghost.GitHubRunnerId));
    }

    [Fact]
    public void Of_OfflineRegistrationWithAClosedRow_IsAGhostToDeregister() =>
        Assert.Equal(LeftoverAction.Deregister, Assert.Single(Find(Listing(Registered()), rows: [Row(RunnerState.Removed)])).Action);

    [Theory]
    [InlineData(true, false, "online")]
    [InlineData(true, true, "has a job")]
    [InlineData(false, true, "has a job")]
    public void Of_GhostThatSomethingRuns_IsLeft(bool online, bool busy, string why)
    {
        var ghost = Assert.Single(Find(Listing(Registered(online: online, busy: busy))));

        Assert.Equal(LeftoverAction.Leave, ghost.Action);
        Assert.Contains(why, ghost.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(OpenStates))]
    public void Of_RegistrationWithAnOpenRow_IsNoGhost(RunnerState state) =>
        Assert.DoesNotContain(Find(Listing(Registered()), rows: [Row(state)]), leftover => leftover.Kind == LeftoverKind.Ghost);

    [Fact]
    public void Of_RegistrationWhoseRowWasClosedAfterTheListing_IsNoGhost() =>
        Assert.Empty(Find(Listing(Registered()), rows: [Row(RunnerState.Removed) with { StateSince = Now.AddSeconds(1) }]));

    /// <summary>The clock was set back since: no look takes hours.</summary>
    [Fact]
    public void Of_RegistrationWhoseRowWasClosedHoursAfterTheListing_IsAGhostToDeregister() =>
        Assert.Equal(LeftoverAction.Deregister, Assert.Single(Find(Listing(Registered()), rows: [Row(RunnerState.Removed) with { StateSince = Now.AddHours(2) }])).Action);

    [Theory]
    [InlineData("mcp-0123456789ab-01abcdefghjkm")]
    [InlineData("mcp-01234568-01abcdefghjkm")]
    [InlineData("my-mcp-01234567-01abcdefghjkm")]
    [InlineData("build-server")]
    public void Of_ForeignName_IsNothing(string name) => Assert.Empty(Find(Listing(Registered(name))));

    [Theory]
    [InlineData("mcp-01234567-build-server")]
    [InlineData("mcp-01234567-01abcdefghjk")]
    [InlineData("mcp-01234567-01abcdefghjkl")]
    [InlineData("MCP-01234567-01abcdefghjkm")]
    public void Of_NameThatOnlyBeginsLikeOurs_IsLeft(string name) =>
        Assert.Equal(LeftoverAction.Leave, Assert.Single(Find(Listing(Registered(name)))).Action);

    [Fact]
    public void Of_OurNameUnderAnotherId_IsLeft()
    {
        var ghost = Assert.Single(Find(Listing(Registered(id: 8)), rows: [Row(RunnerState.Removed)]));

        Assert.Equal(LeftoverAction.Leave, ghost.Action);
        Assert.Contains("somebody else", ghost.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_ContainerThatDoesNotRunWithoutARow_IsRemoved(bool ended) =>
        Assert.Equal(LeftoverAction.RemoveContainer, Assert.Single(Find(containers: [Container(running: false, ended)])).Action);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_RunningOrphanWithoutAJob_IsRetiredAndItsRegistrationIsNoMatterOfItsOwn(bool registered)
    {
        var orphan = Assert.Single(Find(registered ? Listing(Registered()) : Listing(), [Container(running: true)]));

        Assert.Equal((LeftoverKind.Orphan, LeftoverAction.Retire, registered ? 7L : null), (orphan.Kind, orphan.Action, orphan.GitHubRunnerId));
    }

    [Fact]
    public void Of_RunningOrphanWithAJob_IsLeft() =>
        Assert.Equal(LeftoverAction.Leave, Assert.Single(Find(Listing(Registered(online: true, busy: true)), [Container(running: true)])).Action);

    [Fact]
    public void Of_RunningOrphanWhoseRepositoryWasNotRead_IsLeft() =>
        Assert.Equal(LeftoverAction.Leave, Assert.Single(Find(containers: [Container(running: true)])).Action);

    [Fact]
    public void Of_RunningOrphanWhoseRepositoryCouldNotBeRead_IsLeftWithTheReason()
    {
        var orphan = Assert.Single(Find(Listing() with { Whole = false, Unread = "GitHub is down." }, [Container(running: true)]));

        Assert.Equal(LeftoverAction.Leave, orphan.Action);
        Assert.Contains("GitHub is down.", orphan.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_RunningOrphanBeyondACutListing_IsLeft() =>
        Assert.Equal(LeftoverAction.Leave, Assert.Single(Find(Listing() with { Whole = false }, [Container(running: true)])).Action);

    [Fact]
    public void Of_RunningOrphanWhoseNameSomebodyElseRegistered_IsLeft() =>
        Assert.All(
            Find(Listing(Registered(id: 8)), [Container(running: true)], [Row(RunnerState.Removed)]),
            leftover => Assert.Equal(LeftoverAction.Leave, leftover.Action));

    [Fact]
    public void Of_RunningContainerWithoutARunnersId_IsLeft() =>
        Assert.Equal(LeftoverAction.Leave, Assert.Single(Find(Listing(), [Container(running: true, id: "")])).Action);

    [Fact]
    public void Of_ContainerThatSomebodyWorksOn_IsNothing() =>
        Assert.Empty(Find(Listing(), [Container(running: true)], rows: null, Id));

    [Fact]
    public void Of_ContainerWithAnOpenRow_IsNothing() =>
        Assert.Empty(Find(Listing(Registered(online: true)), [Container(running: true)], [Row(RunnerState.Online)]));

    [Fact]
    public void Of_TwoContainersOfOneRunner_SetsItApart()
    {
        var doubt = Assert.Single(Find(Listing(Registered(online: true)), [Container(running: true), Container(running: true, container: "c2")], [Row(RunnerState.Online)]));

        Assert.Equal((LeftoverKind.Ambiguous, LeftoverAction.Quarantine), (doubt.Kind, doubt.Action));
    }

    [Fact]
    public void Of_IdUnderAnotherName_SetsItApart() => Assert.Equal(
        LeftoverAction.Quarantine,
        Assert.Single(Find(Listing(Registered("somebody", online: true)), [Container(running: true)], [Row(RunnerState.Online)])).Action);

    [Theory]
    [InlineData(RunnerState.Created)]
    [InlineData(RunnerState.Busy)]
    public void Of_BusyWithAContainerThatNeverRan_SetsItApart(RunnerState state) => Assert.Equal(
        LeftoverAction.Quarantine,
        Assert.Single(Find(Listing(Registered(online: true, busy: true)), [Container(running: false)], [Row(state)])).Action);

    [Fact]
    public void Of_BusyWithAContainerThatEnded_IsNothing() =>
        Assert.Empty(Find(Listing(Registered(online: true, busy: true)), [Container(running: false, ended: true)], [Row(RunnerState.Busy)]));

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Of_SetApartAndSomethingIsLeft_IsLeftToAPerson(bool container, bool registered) => Assert.Equal(
        LeftoverAction.Leave,
        Assert.Single(Find(registered ? Listing(Registered()) : Listing(), container ? [Container(running: false)] : [], [Row(RunnerState.Quarantined)])).Action);

    [Fact]
    public void Of_SetApartAndNothingIsLeft_ClosesTheRow() =>
        Assert.Equal(LeftoverAction.Close, Assert.Single(Find(Listing(), rows: [Row(RunnerState.Quarantined)])).Action);

    [Fact]
    public void Of_SetApartAndContainersUnknown_ConcludesNothing() => Assert.Equal(
        LeftoverAction.Leave,
        Assert.Single(Leftovers.Of(new(Controller, [Listing()], Containers: null, [Row(RunnerState.Quarantined)], []))).Action);

    public static TheoryData<RunnerState> OpenStates() => [.. Enum.GetValues<RunnerState>().Where(state => state != RunnerState.Removed)];
}
