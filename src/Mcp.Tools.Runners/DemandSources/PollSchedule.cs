using System.Collections.Immutable;

namespace Mcp.Tools.Runners.DemandSources;

/// <summary>
/// Which repositories a pass reads (pure): active ones every time, quiet ones the less often the longer they have been quiet, all of them
/// more slowly when the budget runs short, and never more in one pass than GitHub's secondary limits bear.
/// </summary>
internal static class PollSchedule
{
    /// <summary>Up to so many repositories are read every time, quiet or not: a reading that finds nothing new is free.</summary>
    public const int Few = 20;

    /// <summary>Listings in one pass, of the 900 requests that GitHub takes in a minute: runs, runners and people need the rest.</summary>
    public const int MostListings = 400;

    /// <summary>
    /// First readings of running runs in quiet repositories, in one pass. A run that waits is listed as queued; the other listing is the
    /// safety net, and reading it for all at a cold start would double what that costs.
    /// </summary>
    public const int FirstLooks = 1;

    /// <summary>Quiet for an hour: read every five minutes.</summary>
    private const int QuietShare = 12;

    private const int RememberedFactor = 3;

    public static PollPlan Plan(IReadOnlyCollection<PollState> states, PollPeriods periods, DateTimeOffset now)
    {
        var few = states.Count <= Few;
        var turns = ImmutableArray.CreateBuilder<PollTurn>();
        var heldUp = ImmutableDictionary.CreateBuilder<RepositoryName, string>();
        var (listings, firstLooks) = (0, 0);
        foreach (var (state, lateness) in Due(states, periods, few, now))
        {
            if (state.Pace is { Stopped: true, Reason: { } reason })
            {
                heldUp[state.Repository] = reason;
                continue;
            }

            var active = few || lateness == double.PositiveInfinity;
            var running = active || state.RunningKnown || firstLooks++ < FirstLooks;
            listings += running ? 2 : 1;
            if (listings > MostListings)
            {
                break;
            }

            turns.Add(new(state.Repository, running));
        }

        if (firstLooks < FirstLooks && listings < MostListings && NextFirstLook(states, turns) is { } next)
        {
            turns.Add(new(next.Repository, Running: true));
        }

        return new(turns.ToImmutable(), heldUp.ToImmutable());
    }

    /// <summary>How long after a reading it is read again.</summary>
    public static TimeSpan PeriodOf(PollState state, PollPeriods periods, DateTimeOffset now)
    {
        if (state.Open)
        {
            return periods.Interval;
        }

        var bound = state.Remembered ? periods.Quiet * RememberedFactor : periods.Quiet;
        var longest = bound > periods.Interval ? bound : periods.Interval;
        var period = (now - state.ActiveAt) / QuietShare;
        var spread = (period > longest ? longest : period) * Spread(state.Repository);
        return spread > periods.Interval ? spread : periods.Interval;
    }

    /// <summary>A repository whose turn it is not, but whose safety net has never been read.</summary>
    private static PollState? NextFirstLook(IEnumerable<PollState> states, IEnumerable<PollTurn> turns)
    {
        var taken = turns.Select(turn => turn.Repository).ToHashSet();
        return states.FirstOrDefault(state => state is { RunningKnown: false, ReadAt: not null, Pace: { Stopped: false, Stretch: <= 1 } } && !taken.Contains(state.Repository));
    }

    /// <summary>The most urgent first: the active ones, then those never read, then the most overdue.</summary>
    private static IEnumerable<(PollState State, double Lateness)> Due(
        IEnumerable<PollState> states, PollPeriods periods, bool few, DateTimeOffset now) =>
        from state in states
        let lateness = Lateness(state, periods, few, now)
        where lateness >= 1
        orderby lateness descending, state.ReadAt ?? DateTimeOffset.MinValue, state.Repository.ToString()
        select (state, lateness);

    /// <summary>From 1 on it is due. Infinite: it is read in every pass.</summary>
    private static double Lateness(PollState state, PollPeriods periods, bool few, DateTimeOffset now)
    {
        var period = PeriodOf(state, periods, now);
        var everyTime = few || period <= periods.Interval;
        if (everyTime && (state.Pace.Stretch <= 1 || state.News))
        {
            return double.PositiveInfinity;
        }

        // A reading from later than now: the clock was set back.
        if (state.ReadAt is not { } readAt || readAt > now)
        {
            return double.MaxValue;
        }

        // A pass is never exactly on time: half an interval early is on time too.
        var wait = (few ? periods.Interval : period) * state.Pace.Stretch;
        return (now - readAt + (periods.Interval / 2)) / wait;
    }

    /// <summary>Between 0.8 and 1, by the name: what became quiet together must not be read in one burst for ever.</summary>
    private static double Spread(RepositoryName repository)
    {
        var hash = 2_166_136_261u;
        foreach (var letter in repository.ToString())
        {
            hash = unchecked((hash ^ char.ToLowerInvariant(letter)) * 16_777_619u);
        }

        return 0.8 + (0.2 * (hash / (double)uint.MaxValue));
    }
}
