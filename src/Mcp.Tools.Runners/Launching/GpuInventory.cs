using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Mcp.Tools.Runners.Launching;

/// <summary>Whether this host's GPUs can be given to containers. A GPU label is a promise to a job: it needs both evidences. Pure.</summary>
/// <param name="Names">The GPUs that the driver lists.</param>
/// <param name="HasRuntime">Whether the engine can pass them on.</param>
internal sealed partial record GpuInventory(ImmutableArray<string> Names, bool HasRuntime)
{
    /// <summary>How many GPUs may be promised.</summary>
    public int Grantable => HasRuntime ? Names.Length : 0;

    /// <param name="listing">What <c>nvidia-smi -L</c> printed; null if there is no such program.</param>
    /// <param name="runtimes">The engine's runtimes.</param>
    public static GpuInventory From(string? listing, IEnumerable<string> runtimes) => new(
        [.. GpuLine().Matches(listing ?? string.Empty).Select(match => match.Groups["name"].Value)],
        runtimes.Any(runtime => runtime.StartsWith("nvidia", StringComparison.Ordinal)));

    // A MIG device has a line of its own, indented, below its GPU: it is a part, not another GPU.
    [GeneratedRegex(@"^GPU \d+: (?<name>.+?) \(UUID: GPU-[0-9a-fA-F-]+\)\s*$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex GpuLine();
}
