using Mcp.Tools.Models.Fit;
using ModelContextProtocol;

namespace Mcp.Tools.Models.Tools;

/// <summary>Turns the arguments into a shape, or says which field is wrong and what it may be.</summary>
internal static class FitArguments
{
    // Far above any model, far below where the arithmetic would overflow.
    private const double MostParameters = 1e14;
    private const int MostTokens = 100_000_000;
    private const int MostBatch = 4096;
    private const int MostDimension = 65_536;

    public static ModelShape Parse(
        string precision, double? billions, long? count, int contextLength, int batch, int? layers, int? keyValueHeads, int? headDimension)
    {
        var parameters = (billions, count) switch
        {
            ({ } given, null) => given * 1e9,
            (null, { } given) => given,
            (null, null) => throw new McpException("Give parameters_billions (for example 8.03) or parameter_count (for example 8030261248)."),
            _ => throw new McpException("Give either parameters_billions or parameter_count, not both."),
        };
        if (parameters is not (>= 1 and <= MostParameters))
        {
            throw new McpException(billions is null
                ? "'parameter_count' must be a whole number from 1 to 100,000,000,000,000."
                : "'parameters_billions' must be a number above 0 and at most 100000.");
        }

        var found = WeightPrecision.Find(precision) ?? throw new McpException(
            $"'precision' must be one of {string.Join(", ", WeightPrecision.All.Select(known => known.Name))}, not '{precision}'.");
        return new ModelShape(
            parameters,
            found,
            InRange("context_length", contextLength, MostTokens),
            InRange("batch", batch, MostBatch),
            Attention(layers, keyValueHeads, headDimension));
    }

    private static AttentionShape? Attention(int? layers, int? keyValueHeads, int? headDimension) => (layers, keyValueHeads, headDimension) switch
    {
        (null, null, null) => null,
        ({ } l, { } h, { } d) => new AttentionShape(
            InRange("layers", l, MostDimension), InRange("kv_heads", h, MostDimension), InRange("head_dim", d, MostDimension)),
        _ => throw new McpException("Give layers, kv_heads and head_dim together, or none of them; the model's config.json has num_hidden_layers, num_key_value_heads and head_dim."),
    };

    private static int InRange(string name, int value, int most) =>
        value >= 1 && value <= most ? value : throw new McpException($"'{name}' must be a whole number from 1 to {most}, not {value}.");
}
