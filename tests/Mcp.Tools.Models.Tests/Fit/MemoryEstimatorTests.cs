using Mcp.Tools.Models.Fit;

namespace Mcp.Tools.Models.Tests.Fit;

public sealed class MemoryEstimatorTests
{
    // 8,030,261,248 weights x 4.5 bits / 8; 5 % of that and 512 MiB.
    [Theory]
    [InlineData("fp16", 8_030_261_248, 16_060_522_496, 1_339_897_037)]
    [InlineData("q8_0", 8_030_261_248, 8_532_152_576, 963_478_541)]
    [InlineData("q4_0", 8_030_261_248, 4_517_021_952, 762_722_010)]
    [InlineData("fp32", 1_000_000_000, 4_000_000_000, 736_870_912)]
    [InlineData("q6_k", 256, 210, 536_870_923)]
    [InlineData("int4", 3, 2, 536_870_913)]
    public void Estimate_Weights_AreParametersTimesBits(string precision, long parameters, long weights, long overhead)
    {
        var estimate = MemoryEstimator.Estimate(Shape(precision, parameters, null));
        Assert.Equal((weights, overhead), (estimate.WeightsBytes, estimate.OverheadBytes));
        Assert.Equal(weights + overhead, estimate.KnownBytes);
    }

    // Llama-3.1-8B: 2 x 32 layers x 8 heads x 128 x 8192 tokens x 2 bytes = 1 GiB.
    [Theory]
    [InlineData(8192, 1, 1L << 30)]
    [InlineData(131_072, 1, 16L << 30)]
    [InlineData(8192, 4, 4L << 30)]
    public void Estimate_AttentionGiven_CountsTheCache(int context, int batch, long cache)
    {
        var estimate = MemoryEstimator.Estimate(
            Shape("q4_k_m", 8_030_261_248, new AttentionShape(32, 8, 128)) with { ContextLength = context, Batch = batch });
        Assert.Equal(cache, estimate.KvCacheBytes);
        Assert.Equal(estimate.WeightsBytes + cache + estimate.OverheadBytes, estimate.TotalBytes);
    }

    [Fact]
    public void Estimate_NoAttention_CacheAndTotalAreUnknown()
    {
        var estimate = MemoryEstimator.Estimate(Shape("fp16", 1000, null));
        Assert.Null(estimate.KvCacheBytes);
        Assert.Null(estimate.TotalBytes);
        Assert.Contains(estimate.Arithmetic, step => step.StartsWith("KV cache: unknown", StringComparison.Ordinal));
    }

    [Fact]
    public void Estimate_TooManyBytesToCount_Throws() => Assert.Throws<OverflowException>(() =>
        MemoryEstimator.Estimate(Shape("fp16", 1000, new AttentionShape(65_536, 65_536, 65_536)) with { ContextLength = 100_000_000, Batch = 4096 }));

    private static ModelShape Shape(string precision, double parameters, AttentionShape? attention) =>
        new(parameters, WeightPrecision.Find(precision)!, 4096, 1, attention);
}
