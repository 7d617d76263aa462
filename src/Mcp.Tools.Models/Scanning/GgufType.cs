namespace Mcp.Tools.Models.Scanning;

/// <summary>How GGML stores the numbers of a tensor: so many bytes for each block of numbers (<see href="https://github.com/ggml-org/ggml/blob/master/docs/gguf.md">GGUF</see>, ggml.h).</summary>
internal sealed record GgufType(uint Id, string Name, int Block, int Bytes)
{
    private static readonly Dictionary<uint, GgufType> All = new GgufType[]
    {
        new(0, "F32", 1, 4), new(1, "F16", 1, 2), new(2, "Q4_0", 32, 18), new(3, "Q4_1", 32, 20), new(6, "Q5_0", 32, 22), new(7, "Q5_1", 32, 24),
        new(8, "Q8_0", 32, 34), new(9, "Q8_1", 32, 36), new(10, "Q2_K", 256, 84), new(11, "Q3_K", 256, 110), new(12, "Q4_K", 256, 144),
        new(13, "Q5_K", 256, 176), new(14, "Q6_K", 256, 210), new(15, "Q8_K", 256, 292), new(16, "IQ2_XXS", 256, 66), new(17, "IQ2_XS", 256, 74),
        new(18, "IQ3_XXS", 256, 98), new(19, "IQ1_S", 256, 50), new(20, "IQ4_NL", 32, 18), new(21, "IQ3_S", 256, 110), new(22, "IQ2_S", 256, 82),
        new(23, "IQ4_XS", 256, 136), new(24, "I8", 1, 1), new(25, "I16", 1, 2), new(26, "I32", 1, 4), new(27, "I64", 1, 8), new(28, "F64", 1, 8),
        new(29, "IQ1_M", 256, 56), new(30, "BF16", 1, 2), new(34, "TQ1_0", 256, 54), new(35, "TQ2_0", 256, 66), new(39, "MXFP4", 32, 17),
    }.ToDictionary(type => type.Id);

    private static readonly Dictionary<uint, string> FileTypes = new()
    {
        [0] = "fp32", [1] = "fp16", [2] = "q4_0", [3] = "q4_1", [7] = "q8_0", [8] = "q5_0", [9] = "q5_1", [10] = "q2_k", [11] = "q3_k_s", [12] = "q3_k_m",
        [13] = "q3_k_l", [14] = "q4_k_s", [15] = "q4_k_m", [16] = "q5_k_s", [17] = "q5_k_m", [18] = "q6_k", [19] = "iq2_xxs", [20] = "iq2_xs", [21] = "q2_k_s",
        [22] = "iq3_xs", [23] = "iq3_xxs", [24] = "iq1_s", [25] = "iq4_nl", [26] = "iq3_s", [27] = "iq3_m", [28] = "iq2_s", [29] = "iq2_m", [30] = "iq4_xs",
        [31] = "iq1_m", [32] = "bf16", [36] = "tq1_0", [37] = "tq2_0", [38] = "mxfp4",
    };

    public static GgufType? Find(uint id) => All.GetValueOrDefault(id);

    /// <summary>The name of <c>general.file_type</c>.</summary>
    public static string? FileType(long id) => id is >= 0 and <= uint.MaxValue ? FileTypes.GetValueOrDefault((uint)id) : null;
}
