using System.Collections.Immutable;
using Mcp.Tools.Runners.Planning;

namespace Mcp.Tools.Runners.Lifecycle;

/// <summary>Remembers, pool by pool, that starts failed; a good start forgets it. Counts on the monotonic clock: the time of day may be set meanwhile.</summary>
internal sealed class StartBackOffs(TimeProvider time)
{
    private ImmutableDictionary<string, Pause> _pools = ImmutableDictionary<string, Pause>.Empty;

    /// <summary>With the moments as the time of day is now.</summary>
    public ImmutableDictionary<string, BackOff> Snapshot => _pools.ToImmutableDictionary(
        entry => entry.Key, entry => entry.Value.Known with { Until = time.GetUtcNow() + Left(entry.Value) }, StringComparer.Ordinal);

    public void Failed(string pool, string reason)
    {
        var (now, since) = (time.GetUtcNow(), time.GetTimestamp());
        ImmutableInterlocked.AddOrUpdate(
            ref _pools,
            pool,
            _ => Pause.Of(BackOff.After(previous: null, now, reason), now, since),
            (_, previous) => Pause.Of(BackOff.After(previous.Known, now, reason), now, since));
    }

    public void Succeeded(string pool) => ImmutableInterlocked.TryRemove(ref _pools, pool, out _);

    private TimeSpan Left(Pause pause) => pause.Length - time.GetElapsedTime(pause.Since);

    private sealed record Pause(BackOff Known, TimeSpan Length, long Since)
    {
        public static Pause Of(BackOff backOff, DateTimeOffset now, long since) => new(backOff, backOff.Until - now, since);
    }
}
