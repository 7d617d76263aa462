using System.Collections.Immutable;

namespace Mcp.Tools.Runners.Lifecycle;

/// <summary>
/// How long runners have been in their states, on the monotonic clock: a row's time of day says nothing once the clock has been set. The row
/// is believed only for the time before this process first saw it in its state, and never when it lies in the future.
/// </summary>
internal sealed class StateAges(TimeProvider time)
{
    private Dictionary<string, (RunnerState State, long SeenAt, TimeSpan AgeThen)> _seen = new(StringComparer.Ordinal);

    /// <summary>The ages of all of these; what is not among them is forgotten. For one caller at a time.</summary>
    public ImmutableDictionary<string, TimeSpan> Of(IReadOnlyCollection<RunnerInfo> open)
    {
        _seen = open.ToDictionary(
            runner => runner.Id,
            runner => _seen.TryGetValue(runner.Id, out var seen) && seen.State == runner.State ? seen : (runner.State, time.GetTimestamp(), FromRow(runner)),
            StringComparer.Ordinal);
        return _seen.ToImmutableDictionary(entry => entry.Key, entry => entry.Value.AgeThen + time.GetElapsedTime(entry.Value.SeenAt), StringComparer.Ordinal);
    }

    private TimeSpan FromRow(RunnerInfo runner)
    {
        var age = time.GetUtcNow() - (runner.State == RunnerState.Started ? runner.StartedAt ?? runner.StateSince : runner.StateSince);
        return age > TimeSpan.Zero ? age : TimeSpan.Zero;
    }
}
