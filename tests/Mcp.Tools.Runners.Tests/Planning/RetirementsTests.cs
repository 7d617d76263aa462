using System.Collections.Immutable;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Planning;

namespace Mcp.Tools.Runners.Tests.Planning;

public class RetirementsTests
{
    private static readonly AutoscalerControl Drain = new(Paused: true, MaxRunners: null, Reason: null, "claude", Jobs.Now, Draining: true);

    [Fact]
    public void Plan_JobRunsForLongerThanItsPoolAllows_IsEnded()
    {
        var pool = Fleet.Pool();
        pool.JobTimeLimit = TimeSpan.FromHours(1);
        var busy = Fleet.Runner(RunnerState.Busy) with { StateSince = Jobs.Now.AddMinutes(-59) };
        var input = Fleet.Input([], [busy], pools: pool);

        Assert.Empty(ScalePlanner.Plan(input).Retirements);
        Assert.Equal(RetirementCode.JobTimeLimit, Assert.Single(ScalePlanner.Plan(input with { Now = Jobs.Now.AddMinutes(2) }).Retirements).Code);
    }

    [Theory]
    [InlineData(RunnerState.Busy, 1025, true)]
    [InlineData(RunnerState.Busy, 1024, false)]
    [InlineData(RunnerState.Online, 1025, false)]
    public void Plan_JobWroteMoreThanItsPoolAllows_IsEnded(RunnerState state, long mebibytes, bool ends)
    {
        var pool = Fleet.Pool();
        pool.Resources.DiskBytes = 1L << 30;
        var runner = Fleet.Runner(state);
        var disks = ImmutableDictionary<string, DiskUse>.Empty.Add(runner.Id, new(mebibytes << 20, Jobs.Now));
        var input = Fleet.Input([], [runner], pools: pool);

        Assert.Empty(ScalePlanner.Plan(input).Retirements);
        var retirements = ScalePlanner.Plan(input with { Disks = disks }).Retirements;
        Assert.Equal(ends, retirements.Any(planned => planned.Code == RetirementCode.DiskLimit && planned.Reason.Contains("1025 MiB, more than the 1024 MiB", StringComparison.Ordinal)));
    }

    [Fact]
    public void Plan_ClockSetForwardByDays_AgesDecideAndNotTheClock()
    {
        var busy = Fleet.Runner(RunnerState.Busy);
        var input = Fleet.Input([], [busy]) with { Now = Jobs.Now.AddDays(30) };

        Assert.NotEmpty(ScalePlanner.Plan(input).Retirements);
        Assert.Empty(ScalePlanner.Plan(input with { Ages = Age(busy, TimeSpan.FromMinutes(1)) }).Retirements);
    }

    [Fact]
    public void Plan_GitHubCouldNotBeAsked_NoRunnerIsBlamedForNotBeingOnline()
    {
        var started = Fleet.Runner(RunnerState.Started) with { StateSince = Jobs.Now.AddMinutes(-5) };
        var input = Fleet.Input([], [started]);

        Assert.Equal(RetirementCode.RegistrationTimeout, Assert.Single(ScalePlanner.Plan(input).Retirements).Code);
        Assert.Empty(ScalePlanner.Plan(input with { Runners = new([started.Repository], []) }).Retirements);
    }

    [Theory]
    [InlineData(RunnerState.Online)]
    [InlineData(RunnerState.Busy)]
    public void Plan_GitHubListsItNoMore_Goes(RunnerState state)
    {
        var runner = Fleet.Runner(state);

        var plan = ScalePlanner.Plan(Fleet.Input([Jobs.Queued()], [runner]) with { Runners = new([], [runner.Id]) });

        Assert.Equal(RetirementCode.Unlisted, Assert.Single(plan.Retirements).Code);
        Assert.Single(plan.Starts);
    }

    [Theory]
    [InlineData(RunnerState.Online)]
    [InlineData(RunnerState.Busy)]
    public void Plan_GitHubListsItNoMoreWhileTheEngineIsUnknown_Stays(RunnerState state)
    {
        var runner = Fleet.Runner(state);
        var input = Fleet.Input([Jobs.Queued()], [runner]) with { Runners = new([], [runner.Id]), Engine = Fleet.Engine with { Available = false } };

        Assert.Empty(ScalePlanner.Plan(input).Retirements);
    }

    [Fact]
    public void Plan_Draining_IdleOnesGoBusyOnesStayAndNothingStarts()
    {
        var (idle, busy) = (Fleet.Runner(RunnerState.Online), Fleet.Runner(RunnerState.Busy));

        var plan = ScalePlanner.Plan(Fleet.Input([Jobs.Queued(), Jobs.Queued("octo/api")], [idle, busy]) with { Control = Drain });

        Assert.Equal((idle.Id, RetirementCode.Draining), Assert.Single(plan.Retirements) is var retired ? (retired.Runner.Id, retired.Code) : default);
        Assert.Empty(plan.Starts);
        Assert.Contains(plan.Verdicts, verdict => verdict.Code == ReasonCode.Paused && verdict.Text.StartsWith("The autoscaler is draining since", StringComparison.Ordinal));
    }

    private static ImmutableDictionary<string, TimeSpan> Age(RunnerInfo runner, TimeSpan age) => ImmutableDictionary<string, TimeSpan>.Empty.Add(runner.Id, age);
}
