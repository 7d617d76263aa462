using System.Collections.Immutable;
using Mcp.Tools.Runners.Planning;

namespace Mcp.Tools.Runners.Lifecycle;

/// <summary>Remembers, pool by pool, that starts failed; a good start forgets it.</summary>
internal sealed class StartBackOffs(TimeProvider time)
{
    private ImmutableDictionary<string, BackOff> _pools = ImmutableDictionary<string, BackOff>.Empty;

    public ImmutableDictionary<string, BackOff> Snapshot => _pools;

    public void Failed(string pool, string reason) => ImmutableInterlocked.AddOrUpdate(
        ref _pools,
        pool,
        _ => BackOff.After(previous: null, time.GetUtcNow(), reason),
        (_, previous) => BackOff.After(previous, time.GetUtcNow(), reason));

    public void Succeeded(string pool) => ImmutableInterlocked.TryRemove(ref _pools, pool, out _);
}
