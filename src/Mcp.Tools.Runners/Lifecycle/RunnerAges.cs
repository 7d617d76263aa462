using System.Collections.Immutable;

namespace Mcp.Tools.Runners.Lifecycle;

/// <summary>
/// How long each runner is in its state, by the monotonic clock from the moment on when this process first saw it there: when somebody sets
/// the machine's clock, no runner runs out of time.
/// </summary>
internal sealed class RunnerAges(TimeProvider time)
{
    private Dictionary<string, FirstSight> _seen = new(StringComparer.Ordinal);

    public ImmutableDictionary<string, TimeSpan> Of(IEnumerable<RunnerInfo> runners)
    {
        var seen = new Dictionary<string, FirstSight>(StringComparer.Ordinal);
        foreach (var runner in runners)
        {
            seen[runner.Id] = _seen.TryGetValue(runner.Id, out var before) && before.State == runner.State
                ? before
                : new(runner.State, Positive(time.GetUtcNow() - runner.StateSince), time.GetTimestamp());
        }

        _seen = seen;
        return seen.ToImmutableDictionary(entry => entry.Key, entry => entry.Value.Age + time.GetElapsedTime(entry.Value.At), StringComparer.Ordinal);
    }

    private static TimeSpan Positive(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;

    private sealed record FirstSight(RunnerState State, TimeSpan Age, long At);
}
