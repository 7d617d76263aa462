namespace Mcp.Tools.Runners.GitHub.Http;

/// <summary>
/// How long a request has to wait (no clock, no lock): 900 points in a minute, of which reading costs one and writing five, and 80 writes
/// in a minute, after a burst one a second.
/// </summary>
/// <remarks><see href="https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits"/></remarks>
internal sealed class RequestPace
{
    public const int PointsAMinute = 900;

    /// <summary>What the background leaves to those who ask.</summary>
    public const int BackgroundPoints = 700;

    /// <summary>With one a second after it, no more than 80 in any minute.</summary>
    public const int WriteBurst = 20;

    private const int WritePoints = 5;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BetweenWrites = TimeSpan.FromSeconds(1);

    private readonly Queue<(TimeSpan At, int Points)> _sent = new();
    private int _points;
    private TimeSpan _writesPaidUntil;

    /// <param name="now">Monotonic.</param>
    /// <returns>Zero: it was counted, send it. Else: ask again after that. In whole milliseconds: a wait for less is none, and who asks would go round in circles.</returns>
    public TimeSpan Take(bool writes, bool background, TimeSpan now) =>
        TimeSpan.FromMilliseconds(Math.Ceiling(WaitFor(writes, background, now).TotalMilliseconds));

    private TimeSpan WaitFor(bool writes, bool background, TimeSpan now)
    {
        while (_sent.TryPeek(out var oldest) && now - oldest.At >= Minute)
        {
            _points -= _sent.Dequeue().Points;
        }

        var paid = _writesPaidUntil > now ? _writesPaidUntil : now;
        if (writes && paid - now > BetweenWrites * (WriteBurst - 1))
        {
            return paid - now - (BetweenWrites * (WriteBurst - 1));
        }

        var points = writes ? WritePoints : 1;
        if (_points + points > (background ? BackgroundPoints : PointsAMinute))
        {
            return Minute - (now - _sent.Peek().At);
        }

        _sent.Enqueue((now, points));
        _points += points;
        _writesPaidUntil = writes ? paid + BetweenWrites : _writesPaidUntil;
        return TimeSpan.Zero;
    }
}
