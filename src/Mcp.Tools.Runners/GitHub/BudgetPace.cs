namespace Mcp.Tools.Runners.GitHub;

/// <summary>
/// How fast background reading may go, so that the budget lasts until it is renewed and the reserve stays for those who ask (pure).
/// Whoever else uses the token is counted along: what matters is how fast the budget shrinks, not who spends it.
/// </summary>
/// <param name="Stretch">How many times as long it is between two readings as it would be; 1: at full speed.</param>
/// <param name="Stopped">Whether nothing is read in the background at all.</param>
/// <param name="Until">When the budget is renewed, where it is short.</param>
/// <param name="Reason">Why it is not at full speed, as a sentence.</param>
internal sealed record BudgetPace(double Stretch, bool Stopped = false, DateTimeOffset? Until = null, string? Reason = null)
{
    private const double MaxStretch = 10;

    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>A cold start spends much in its first minute; that says nothing yet of the hour.</summary>
    private static readonly TimeSpan ShortestEvidence = TimeSpan.FromMinutes(15);

    public static BudgetPace Full { get; } = new(1);

    public static BudgetPace Of(RateBudget budget, int reserve, DateTimeOffset now)
    {
        if (budget is not { Limit: > 0 and var limit, Remaining: { } remaining, ResetAt: { } reset } || reset <= now)
        {
            return Full;
        }

        var kept = Reserve(limit, reserve);
        if (remaining <= kept)
        {
            return new(1, Stopped: true, reset, FormattableString.Invariant(
                $"Only {remaining} of {limit} {FailureWords.Reserved}; {kept} are kept for those who ask, so the autoscaler reads nothing until {reset:yyyy-MM-dd HH:mm:ss} UTC."));
        }

        // A clock that is set wrong by hours makes no sense of the window: then there is no evidence.
        var left = reset - now;
        var passed = TimeSpan.FromTicks(Math.Max(ShortestEvidence.Ticks, (Window - left).Ticks));
        var wanted = (limit - remaining) / passed.TotalSeconds * Math.Min(left.TotalSeconds, Window.TotalSeconds);
        var stretch = Math.Min(MaxStretch, wanted / (remaining - kept));
        return stretch <= 1
            ? Full
            : new(stretch, Stopped: false, reset, FormattableString.Invariant(
                $"{limit - remaining} of {limit} GitHub requests are spent, faster than the hour allows: the autoscaler reads {stretch:0.0} times less often until {reset:yyyy-MM-dd HH:mm:ss} UTC."));
    }

    /// <summary>At most half of a small limit, so that something is left to read with.</summary>
    public static int Reserve(int limit, int reserve) => Math.Min(reserve, limit / 2);
}
