using static System.FormattableString;

namespace Mcp.Tools.Models.Fit;

/// <summary>Weights, key-value cache and overhead by arithmetic alone.</summary>
internal static class MemoryEstimator
{
    private const int CacheBytesPerNumber = 2;
    private const long FixedOverheadBytes = 512L << 20;
    private const long OverheadDivisor = 20;

    public static MemoryEstimate Estimate(ModelShape shape)
    {
        var weights = shape.WeightsBytes ?? ToBytes(shape.Parameters * shape.Precision.BitsPerWeight / 8);
        var cache = shape.Attention is { } attention ? CacheBytes(shape, attention) : (long?)null;
        var overhead = FixedOverheadBytes + (weights / OverheadDivisor) + (weights % OverheadDivisor > 0 ? 1 : 0);
        var known = checked(weights + (cache ?? 0) + overhead);
        return new MemoryEstimate(weights, cache, overhead, known,
        [
            shape.WeightsBytes is not null
                ? Invariant($"weights: {weights:#,0} bytes ({ByteSize.Text(weights)}), the size of the model's files")
                : Invariant($"weights: {shape.Parameters:#,0} x {shape.Precision.BitsPerWeight} bits / 8 = {weights:#,0} bytes ({ByteSize.Text(weights)}); bits per weight: {shape.Precision.Source}"),
            shape.Attention is { } dimensions
                ? Invariant($"KV cache: 2 (keys, values) x {dimensions.Layers} layers x {dimensions.KeyValueHeads} heads x {dimensions.HeadDimension} numbers x {shape.ContextLength:#,0} tokens x {shape.Batch} sequences x {CacheBytesPerNumber} bytes (fp16) = {cache:#,0} bytes ({ByteSize.Text(cache!.Value)})")
                : "KV cache: unknown without layers, kv_heads and head_dim (config.json: num_hidden_layers, num_key_value_heads, head_dim)",
            Invariant($"overhead: 512 MiB and 5 % of the weights = {overhead:#,0} bytes ({ByteSize.Text(overhead)}); an assumption for runtime and compute buffers"),
            Invariant($"{(cache is null ? "at least" : "total")}: {known:#,0} bytes ({ByteSize.Text(known)})"),
        ]);
    }

    private static long CacheBytes(ModelShape shape, AttentionShape attention) => checked(
        2L * attention.Layers * attention.KeyValueHeads * attention.HeadDimension * shape.ContextLength * shape.Batch * CacheBytesPerNumber);

    private static long ToBytes(double bytes) => checked((long)Math.Ceiling(bytes));
}
