using Mcp.Tools.Models.Fit;

namespace Mcp.Tools.Models.Tests.Fit;

/// <summary>
/// Estimates against sizes that were published. Parameters: the number that the hub counts from the original's safetensors. Sizes in GB of
/// 10^9 bytes as the "Provided files" tables and file lists of these repositories on Hugging Face show them:
/// TheBloke/{Llama-2-7B,Llama-2-13B,Llama-2-70B,Mistral-7B-v0.1,Mixtral-8x7B-v0.1,TinyLlama-1.1B-Chat-v1.0}-GGUF,
/// bartowski/{Meta-Llama-3.1-8B-Instruct,gemma-2-9b-it,Qwen2.5-7B-Instruct,Llama-3.2-1B-Instruct}-GGUF, microsoft/Phi-3-mini-4k-instruct-gguf,
/// google-bert/bert-base-uncased, sentence-transformers/all-MiniLM-L6-v2 and openai/whisper-large-v3 (model.safetensors).
/// </summary>
public sealed class PublishedSizesTests
{
    [Theory]
    [InlineData("Llama-2-7B", 6_738_415_616, "q4_k_m", 4.08)]
    [InlineData("Llama-2-7B", 6_738_415_616, "q8_0", 7.16)]
    [InlineData("Llama-2-13B", 13_015_864_320, "q4_k_m", 7.87)]
    [InlineData("Llama-2-70B", 68_976_648_192, "q4_k_m", 41.42)]
    [InlineData("Mistral-7B-v0.1", 7_241_732_096, "q4_k_m", 4.37)]
    [InlineData("Mixtral-8x7B-v0.1", 46_702_792_704, "q4_k_m", 26.44)]
    [InlineData("Llama-3.1-8B", 8_030_261_248, "q4_k_m", 4.92)]
    [InlineData("Llama-3.1-8B", 8_030_261_248, "q8_0", 8.54)]
    [InlineData("Llama-3.1-8B", 8_030_261_248, "q6_k", 6.60)]
    [InlineData("Gemma-2-9B", 9_241_705_984, "q4_k_m", 5.76)]
    [InlineData("Qwen2.5-7B", 7_615_616_512, "q4_k_m", 4.68)]
    [InlineData("Phi-3-mini", 3_821_079_552, "q4_k_m", 2.39)]
    [InlineData("TinyLlama-1.1B", 1_100_048_384, "q4_k_m", 0.67)]
    [InlineData("Llama-3.2-1B", 1_235_814_400, "q4_k_m", 0.81)]
    [InlineData("Llama-3.2-1B", 1_235_814_400, "bf16", 2.47)]
    [InlineData("BERT base uncased", 109_482_240, "fp32", 0.44)]
    [InlineData("all-MiniLM-L6-v2", 22_713_216, "fp32", 0.0909)]
    [InlineData("Whisper large v3", 1_543_490_560, "fp16", 3.09)]
    public void Estimate_PublishedModel_WeightsAreWithin10Percent(string model, long parameters, string precision, double gigabytes)
    {
        var weights = MemoryEstimator.Estimate(new ModelShape(parameters, WeightPrecision.Find(precision)!, 4096, 1, null)).WeightsBytes;

        Assert.True(Math.Abs((weights / 1e9 / gigabytes) - 1) < 0.1, FormattableString.Invariant($"{model} {precision}: {weights / 1e9:0.00} GB estimated, {gigabytes} published."));
    }

    /// <summary>Bytes a token in fp16: 2 x layers x key-value heads x head dimension x 2, with the numbers of each model's config.json.</summary>
    [Theory]
    [InlineData("Llama-2-7B", 32, 32, 128, 524_288)]
    [InlineData("Llama-2-13B", 40, 40, 128, 819_200)]
    [InlineData("Llama-2-70B", 80, 8, 128, 327_680)]
    [InlineData("Llama-3.1-8B", 32, 8, 128, 131_072)]
    [InlineData("Llama-3.1-405B", 126, 8, 128, 516_096)]
    [InlineData("Mistral-7B-v0.1", 32, 8, 128, 131_072)]
    [InlineData("Mixtral-8x7B-v0.1", 32, 8, 128, 131_072)]
    [InlineData("Qwen2.5-0.5B", 24, 2, 64, 12_288)]
    [InlineData("Qwen2.5-7B", 28, 4, 128, 57_344)]
    [InlineData("Phi-3-mini", 32, 32, 96, 393_216)]
    [InlineData("Gemma-2-9B", 42, 8, 256, 344_064)]
    [InlineData("TinyLlama-1.1B", 22, 4, 64, 22_528)]
    public void Estimate_PublishedModel_CacheIsExact(string model, int layers, int heads, int dimension, long bytesPerToken)
    {
        var shape = new ModelShape(1e9, WeightPrecision.Find("fp16")!, 8192, 3, new AttentionShape(layers, heads, dimension));

        Assert.True(bytesPerToken * 8192 * 3 == MemoryEstimator.Estimate(shape).KvCacheBytes, model);
    }
}
