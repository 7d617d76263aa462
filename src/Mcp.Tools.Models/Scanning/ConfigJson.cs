using System.Text.Json;

namespace Mcp.Tools.Models.Scanning;

/// <summary>What a model's <c>config.json</c> (transformers) says.</summary>
internal sealed record ConfigJson
{
    public string? ModelType { get; init; }

    /// <summary>The class, for example <c>LlamaForCausalLM</c>.</summary>
    public string? Class { get; init; }

    public int? Layers { get; init; }

    public int? KvHeads { get; init; }

    public int? HeadDim { get; init; }

    public int? ContextLength { get; init; }

    public string? DataType { get; init; }

    /// <summary>Bits of a weight, where the weights are quantised.</summary>
    public int? QuantizedBits { get; init; }

    public bool IsEncoderDecoder { get; init; }

    /// <exception cref="DamagedFileException">It is no JSON object.</exception>
    public static ConfigJson Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Of(document.RootElement)
                : throw new DamagedFileException("it is no JSON object");
        }
        catch (JsonException ex)
        {
            throw new DamagedFileException($"it is no JSON: {ex.Message}", ex);
        }
    }

    public static ConfigJson Of(JsonElement root)
    {
        // A model of several parts has the numbers of its language part one level deeper.
        var text = root.TryGetProperty("text_config", out var inner) && inner.ValueKind == JsonValueKind.Object ? inner : root;
        var heads = Number(text, "num_attention_heads", "n_head", "n_heads");
        var hidden = Number(text, "hidden_size", "n_embd", "d_model", "dim");
        var decoder = Flag(text, "is_encoder_decoder");
        return new ConfigJson
        {
            ModelType = Text(root, "model_type"),
            Class = root.TryGetProperty("architectures", out var classes) && classes.ValueKind == JsonValueKind.Array
                ? classes.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()).FirstOrDefault()
                : null,
            Layers = Number(text, "num_hidden_layers", "n_layer", "n_layers", "num_layers"),
            KvHeads = Number(text, "num_key_value_heads", "num_kv_heads") ?? (Flag(text, "multi_query") ? 1 : heads),
            HeadDim = Number(text, "head_dim", "d_kv") ?? (hidden > 0 && heads > 0 && hidden % heads == 0 ? hidden / heads : null),
            ContextLength = Number(text, "max_position_embeddings", "n_positions", "max_seq_len", "n_ctx", "seq_length"),
            DataType = Text(root, "dtype") ?? Text(root, "torch_dtype") ?? Text(text, "dtype") ?? Text(text, "torch_dtype"),
            QuantizedBits = root.TryGetProperty("quantization_config", out var quantization) && quantization.ValueKind == JsonValueKind.Object ? Bits(quantization) : null,
            IsEncoderDecoder = decoder,
        };
    }

    private static int? Bits(JsonElement quantization) =>
        Number(quantization, "bits")
        ?? (Flag(quantization, "load_in_4bit") ? 4
            : Flag(quantization, "load_in_8bit") || Text(quantization, "quant_method") is "fp8" or "fbgemm_fp8" ? 8
            : null);

    private static int? Number(JsonElement from, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number > 0)
            {
                return number;
            }
        }

        return null;
    }

    private static string? Text(JsonElement from, string name) =>
        from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool Flag(JsonElement from, string name) => from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
