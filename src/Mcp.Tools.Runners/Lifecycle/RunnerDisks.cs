using System.Collections.Immutable;

namespace Mcp.Tools.Runners.Lifecycle;

/// <summary>How much each runner's volume holds, as the engine showed it last. Written by the look at the engine, read by the plan.</summary>
internal sealed class RunnerDisks
{
    private ImmutableDictionary<string, DiskUse> _seen = ImmutableDictionary<string, DiskUse>.Empty;

    public ImmutableDictionary<string, DiskUse> Seen => Volatile.Read(ref _seen);

    public void See(IEnumerable<LaunchedRunner> containers) => Volatile.Write(
        ref _seen,
        containers.Where(container => container is { Running: true, Disk: not null })
            .DistinctBy(container => container.RunnerId, StringComparer.Ordinal)
            .ToImmutableDictionary(container => container.RunnerId, container => container.Disk!, StringComparer.Ordinal));
}
