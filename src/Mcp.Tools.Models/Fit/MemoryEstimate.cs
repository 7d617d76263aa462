namespace Mcp.Tools.Models.Fit;

/// <summary>How much memory a model takes, with the arithmetic.</summary>
/// <param name="WeightsBytes">The weights.</param>
/// <param name="KvCacheBytes">The key-value cache; null when the attention's shape is not known.</param>
/// <param name="OverheadBytes">Runtime and compute buffers, an assumption.</param>
/// <param name="KnownBytes">The sum of what is known: the whole, or a lower bound when the cache is not known.</param>
/// <param name="Arithmetic">Each step in words and numbers.</param>
internal sealed record MemoryEstimate(
    long WeightsBytes, long? KvCacheBytes, long OverheadBytes, long KnownBytes, IReadOnlyList<string> Arithmetic)
{
    /// <summary>The whole; null when a part is not known.</summary>
    public long? TotalBytes => KvCacheBytes is null ? null : KnownBytes;
}
