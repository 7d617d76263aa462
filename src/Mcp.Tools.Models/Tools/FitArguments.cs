using Mcp.Tools.Models.Catalogue;
using Mcp.Tools.Models.Fit;
using ModelContextProtocol;

namespace Mcp.Tools.Models.Tools;

/// <summary>Turns the arguments into a shape, or says which field is wrong and what it may be.</summary>
internal static class FitArguments
{
    public const string Schema =
        """
        {"type":"object","properties":{
        "model":{"type":"string","description":"The id of a model of the catalogue; what else is given wins over what is known of it.","maxLength":300},
        "precision":{"type":"string","description":"How the weights are stored. Default: as the model of the catalogue has them.","enum":["fp32","fp16","bf16","fp8","int8","q8_0","q6_k","q5_k_m","q5_k_s","q4_k_m","q4_k_s","q4_0","int4","q3_k_l","q3_k_s","q2_k"]},
        "parameters_billions":{"type":"number","description":"The number of parameters in billions, for example 8.03. Give this, parameter_count or model.","minimum":0.000000001,"maximum":100000},
        "parameter_count":{"type":"integer","description":"The exact number of parameters, for example 8030261248.","minimum":1,"maximum":100000000000000},
        "context_length":{"type":"integer","description":"Tokens of each sequence. Default 4096.","minimum":1,"maximum":100000000},
        "batch":{"type":"integer","description":"Sequences at once. Default 1.","minimum":1,"maximum":4096},
        "layers":{"type":"integer","description":"Transformer layers (num_hidden_layers). Give layers, kv_heads and head_dim together for the key-value cache.","minimum":1,"maximum":65536},
        "kv_heads":{"type":"integer","description":"Key-value heads of each layer (num_key_value_heads).","minimum":1,"maximum":65536},
        "head_dim":{"type":"integer","description":"Dimension of each head (head_dim, else hidden_size / num_attention_heads).","minimum":1,"maximum":65536}},
        "additionalProperties":false}
        """;

    private const int DefaultContext = 4096;

    /// <exception cref="McpException">The arguments do not make a shape.</exception>
    public static ModelShape Parse(ToolArguments arguments, ModelRecord? known)
    {
        double? parameters = (arguments.Real("parameters_billions"), arguments.LongNumber("parameter_count")) switch
        {
            ({ } billions, null) => billions * 1e9,
            (null, { } count) => count,
            (null, null) => known?.ParameterCount,
            _ => throw new McpException("Give either parameters_billions or parameter_count, not both."),
        };
        var name = arguments.Text("precision") ?? known?.Precision;
        if (parameters is null && (known?.WeightsBytes is null || arguments.Has("precision")))
        {
            throw new McpException(known is null
                ? "Give model (an id of the catalogue), parameters_billions (for example 8.03) or parameter_count (for example 8030261248)."
                : $"The catalogue does not know how many parameters {known.Id} has. Give parameters_billions or parameter_count too.");
        }

        var precision = name is null ? null : WeightPrecision.Find(name);
        var weights = arguments.Has("precision") || arguments.Has("parameters_billions") || arguments.Has("parameter_count") ? null : known?.WeightsBytes;
        if (precision is null && weights is null)
        {
            throw new McpException($"Give precision, one of {string.Join(", ", WeightPrecision.All.Select(one => one.Name))}.");
        }

        return new ModelShape(
            parameters ?? (weights!.Value * 8.0 / (precision?.BitsPerWeight ?? 16)),
            precision ?? new WeightPrecision(name ?? "as stored", weights!.Value * 8.0 / (parameters ?? weights.Value), "size of the files"),
            arguments.Number("context_length", DefaultContext),
            arguments.Number("batch", 1),
            Attention(arguments, known),
            weights);
    }

    private static AttentionShape? Attention(ToolArguments arguments, ModelRecord? known) =>
        (arguments.Number("layers") ?? known?.Layers, arguments.Number("kv_heads") ?? known?.KvHeads, arguments.Number("head_dim") ?? known?.HeadDim) switch
        {
            ({ } layers, { } heads, { } dimension) => new AttentionShape(layers, heads, dimension),
            _ when !arguments.Has("layers") && !arguments.Has("kv_heads") && !arguments.Has("head_dim") => null,
            _ => throw new McpException("Give layers, kv_heads and head_dim together, or none of them; the model's config.json has num_hidden_layers, num_key_value_heads and head_dim."),
        };
}
