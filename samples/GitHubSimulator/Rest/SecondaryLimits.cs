using Microsoft.AspNetCore.Http;

namespace GitHubSimulator;

/// <summary>GitHub's secondary limits, where they are switched on: requests at once, points in a minute, creations in a minute.</summary>
internal sealed class SecondaryLimits(SimulatorOptions options)
{
    private const int MostAtOnce = 100;
    private const int MostPoints = 900;
    private const int MostCreations = 80;
    private const int WritePoints = 5;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<(DateTimeOffset At, int Points, bool Creates)>> _sent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _underWay = new(StringComparer.Ordinal);

    /// <summary>Counts a request; null: it may go on, and <see cref="Leave"/> follows.</summary>
    public ApiReply? Enter(string caller, string method)
    {
        if (!options.SecondaryLimits)
        {
            return null;
        }
        lock (_gate)
        {
            var now = options.TimeProvider.GetUtcNow();
            if (!_sent.TryGetValue(caller, out var sent))
            {
                _sent[caller] = sent = new();
            }
            while (sent.TryPeek(out var oldest) && now - oldest.At >= Minute)
            {
                sent.Dequeue();
            }
            var writes = !HttpMethods.IsGet(method);
            var points = writes ? WritePoints : 1;
            var creates = HttpMethods.IsPost(method);
            if (_underWay.GetValueOrDefault(caller) >= MostAtOnce
                || sent.Sum(request => request.Points) + points > MostPoints
                || creates && sent.Count(request => request.Creates) >= MostCreations)
            {
                return ApiReply.Error(403, "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.") with { RetryAfter = Minute };
            }
            sent.Enqueue((now, points, creates));
            _underWay[caller] = _underWay.GetValueOrDefault(caller) + 1;
            return null;
        }
    }

    public void Leave(string caller)
    {
        if (!options.SecondaryLimits)
        {
            return;
        }
        lock (_gate)
        {
            _underWay[caller]--;
        }
    }
}
