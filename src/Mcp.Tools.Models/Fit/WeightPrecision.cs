namespace Mcp.Tools.Models.Fit;

/// <summary>How a model's weights are stored.</summary>
/// <param name="Name">The name as an argument.</param>
/// <param name="BitsPerWeight">The mean over all weights, scales included.</param>
/// <param name="Source">Where the number comes from.</param>
internal sealed record WeightPrecision(string Name, double BitsPerWeight, string Source)
{
    private const string Format = "the format's definition";
    private const string Measured = "measured on Llama-3.1-8B, llama.cpp tools/quantize/README.md";

    /// <summary>All that are known, from the widest to the narrowest.</summary>
    public static IReadOnlyList<WeightPrecision> All { get; } =
    [
        new("fp32", 32, Format),
        new("fp16", 16, Format),
        new("bf16", 16, Format),
        new("fp8", 8, Format),
        new("int8", 8, "the format's definition, scales aside"),
        new("q8_0", 8.5, "blocks of 34 bytes for 32 weights, ggml"),
        new("q6_k", 6.5625, "blocks of 210 bytes for 256 weights, ggml"),
        new("q5_k_m", 5.7036, Measured),
        new("q5_k_s", 5.5704, Measured),
        new("q4_k_m", 4.8944, Measured),
        new("q4_k_s", 4.6672, Measured),
        new("q4_0", 4.5, "blocks of 18 bytes for 32 weights, ggml"),
        new("int4", 4, "the format's definition, scales aside"),
        new("q3_k_l", 4.2979, Measured),
        new("q3_k_s", 3.6429, Measured),
        new("q2_k", 3.1593, Measured),
    ];

    public static WeightPrecision? Find(string name) =>
        All.FirstOrDefault(precision => string.Equals(precision.Name, name, StringComparison.OrdinalIgnoreCase));
}
