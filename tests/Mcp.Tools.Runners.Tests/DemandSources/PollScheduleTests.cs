using System.Globalization;
using Mcp.Tools.Runners.DemandSources;
using Mcp.Tools.Runners.GitHub;

namespace Mcp.Tools.Runners.Tests.DemandSources;

public sealed class PollScheduleTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly PollPeriods Periods = new(TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(5));

    private static RepositoryName Name(int number) => RepositoryName.Parse(string.Create(CultureInfo.InvariantCulture, $"octocat/r{number}"));

    private static PollState State(int number, TimeSpan quiet, TimeSpan? readAgo = null, bool open = false, bool runningKnown = true) => new(Name(number))
    {
        ActiveAt = Now - quiet,
        ReadAt = readAgo is { } ago ? Now - ago : null,
        Open = open,
        RunningKnown = runningKnown,
    };

    private static List<PollState> Many(int count, TimeSpan quiet, TimeSpan? readAgo, bool runningKnown = true) =>
        [.. Enumerable.Range(0, count).Select(number => State(number, quiet, readAgo, runningKnown: runningKnown))];

    [Theory]
    [InlineData(0, 60, 60)]
    [InlineData(12, 60, 60)]
    [InlineData(36, 144, 180)]
    [InlineData(600, 240, 300)]
    public void PeriodOf_TheLongerQuiet_IsTheLongerUpToTheBound(int quietMinutes, int atLeast, int atMost)
    {
        foreach (var number in Enumerable.Range(0, 50))
        {
            var period = PollSchedule.PeriodOf(State(number, TimeSpan.FromMinutes(quietMinutes)), Periods, Now);
            Assert.InRange(period.TotalSeconds, atLeast, atMost);
        }
    }

    [Fact]
    public void PeriodOf_OnlyRemembered_IsThreeTimesTheBound()
    {
        var state = State(1, TimeSpan.FromDays(3));

        Assert.Equal(
            PollSchedule.PeriodOf(state, Periods, Now) * 3, PollSchedule.PeriodOf(state with { Remembered = true }, Periods, Now));
        Assert.Equal(Periods.Interval, PollSchedule.PeriodOf(state with { Open = true }, Periods, Now));
    }

    [Fact]
    public void PeriodOf_IntervalAboveTheBound_IsTheInterval() => Assert.True(
        PollSchedule.PeriodOf(State(1, TimeSpan.FromHours(9)), new(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(5)), Now) >= TimeSpan.FromMinutes(8));

    [Fact]
    public void Plan_Few_AreAllReadEachTimeAndWhole()
    {
        var plan = PollSchedule.Plan(Many(PollSchedule.Few, TimeSpan.FromDays(1), TimeSpan.Zero, runningKnown: false), Periods, Now);

        Assert.Equal(PollSchedule.Few, plan.Turns.Length);
        Assert.All(plan.Turns, turn => Assert.True(turn.Running));
    }

    [Fact]
    public void Plan_Many_OpenAndActiveOnesEachTimeAndQuietOnesWhenTheyAreDue()
    {
        var states = Many(100, TimeSpan.FromHours(5), TimeSpan.FromSeconds(60));
        states[3] = State(3, TimeSpan.FromHours(5), TimeSpan.FromSeconds(1), open: true);
        states[4] = State(4, TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(1));
        states[5] = State(5, TimeSpan.FromHours(5), TimeSpan.FromMinutes(5));
        states[6] = State(6, TimeSpan.FromHours(5), TimeSpan.FromMinutes(-1)); // the clock was set back

        var plan = PollSchedule.Plan(states, Periods, Now);

        Assert.Equal([Name(3), Name(4), Name(5), Name(6)], plan.Turns.Select(turn => turn.Repository).OrderBy(name => name.Name, StringComparer.Ordinal));
    }

    [Fact]
    public void Plan_ColdStart_ReadsWhatWaitsEverywhereAndTheSafetyNetBitByBit()
    {
        var plan = PollSchedule.Plan(Many(200, TimeSpan.FromHours(3), readAgo: null, runningKnown: false), Periods, Now);

        Assert.Equal((200, PollSchedule.FirstLooks), (plan.Turns.Length, plan.Turns.Count(turn => turn.Running)));
    }

    [Fact]
    public void Plan_MoreThanAPassBears_TakesTheActiveFirstAndTheRestLater()
    {
        var states = Many(1_000, TimeSpan.FromHours(3), readAgo: null);
        states[999] = State(999, TimeSpan.FromHours(3), TimeSpan.FromSeconds(60), open: true);

        var plan = PollSchedule.Plan(states, Periods, Now);

        Assert.Equal(Name(999), plan.Turns[0].Repository);
        Assert.Equal(PollSchedule.MostListings, plan.Turns.Sum(turn => turn.Running ? 2 : 1));
        Assert.Empty(plan.HeldUp);
    }

    [Fact]
    public void Plan_BudgetShort_StretchesAllAndStopsAtTheReserve()
    {
        var slow = new BudgetPace(3, Until: Now.AddMinutes(20), Reason: "slow");
        var stopped = new BudgetPace(1, Stopped: true, Now.AddMinutes(20), "stopped");
        PollState[] states =
        [
            State(1, TimeSpan.Zero, TimeSpan.FromSeconds(60), open: true) with { Pace = slow },
            State(2, TimeSpan.Zero, TimeSpan.FromSeconds(180), open: true) with { Pace = slow },
            State(3, TimeSpan.Zero, TimeSpan.FromSeconds(60), open: true) with { Pace = stopped },
            State(4, TimeSpan.Zero, TimeSpan.FromSeconds(60), open: true),
            State(5, TimeSpan.Zero, TimeSpan.FromSeconds(60), open: true) with { Pace = slow, News = true },
        ];

        var plan = PollSchedule.Plan(states, Periods, Now);

        Assert.Equal([Name(4), Name(5), Name(2)], plan.Turns.Select(turn => turn.Repository));
        Assert.Equal((Name(3), "stopped"), (plan.HeldUp.Single().Key, plan.HeldUp.Single().Value));
    }
}
