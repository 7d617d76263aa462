using System.ComponentModel;

namespace Mcp.Tools.Models.Tools;

/// <summary>The estimate as the tool answers it.</summary>
internal sealed record ModelMemory
{
    [Description("Bytes of the weights.")]
    public required long WeightsBytes { get; init; }

    [Description("Bytes of the key-value cache; absent when layers, kv_heads and head_dim were not given.")]
    public long? KvCacheBytes { get; init; }

    [Description("Bytes assumed for runtime and compute buffers.")]
    public required long OverheadBytes { get; init; }

    [Description("The sum; absent when the cache is not known.")]
    public long? TotalBytes { get; init; }

    [Description("The sum of what is known: a lower bound when total_bytes is absent.")]
    public required long KnownBytes { get; init; }

    [Description("Each step of the arithmetic.")]
    public required IReadOnlyList<string> Arithmetic { get; init; }
}
