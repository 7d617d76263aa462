using Mcp.Tools.Models.Catalogue;

namespace Mcp.Tools.Models.Scanning;

/// <summary>What the weights and their configuration say, as fields of the record: measured where the files themselves were counted. Pure.</summary>
internal static class WeightFields
{
    public static ModelRecord Of(ModelRecord record, TensorTotals totals, ConfigJson? config, DateTimeOffset now)
    {
        var (parameters, isExact) = Parameters(totals, config);
        var withConfig = config is null ? record : Of(record, config, now);
        var counted = withConfig with
        {
            ParameterCount = parameters,
            WeightsBytes = totals.Bytes,
            Precision = Precision(totals.MainType, config) ?? withConfig.Precision,
            Backends = Also(withConfig.Backends, "safetensors"),
        };
        return CardFields.WithSource(
            CardFields.WithSource(counted, new FieldSource(isExact ? Evidence.Measured : Evidence.Estimated, "safetensors header", now), "parameter_count"),
            new FieldSource(Evidence.Measured, "safetensors header", now),
            "weights_bytes",
            "precision");
    }

    public static ModelRecord Of(ModelRecord record, ConfigJson config, DateTimeOffset now) => CardFields.WithSource(
        record with
        {
            Architecture = config.ModelType ?? config.Class,
            Type = record.Type ?? ModelKinds.Of(config.Class, config.IsEncoderDecoder, record.Tasks),
            Tasks = record.Tasks ?? ModelKinds.Tasks(config.Class),
            Layers = config.Layers,
            KvHeads = config.KvHeads,
            HeadDim = config.HeadDim,
            ContextLength = config.ContextLength,
            Precision = Precision(null, config),
        },
        new FieldSource(Evidence.Declared, "config.json", now),
        [.. new[] { "architecture", "type", "layers", "kv_heads", "head_dim", "context_length", "precision" }, .. record.Tasks is null ? ["tasks"] : Array.Empty<string>()]);

    public static ModelRecord Of(ModelRecord record, GgufHeader header, TensorTotals totals, DateTimeOffset now)
    {
        var heads = header.Number("attention.head_count");
        var dimension = header.Number("attention.key_length") ?? (header.Number("embedding_length") is { } length && heads is > 0 ? length / heads : null);
        return CardFields.WithSource(
            record with
            {
                Name = header.Text("general.name") is { Length: > 0 } name ? Answers.Wording.Clip(name, 200) : record.Name,
                License = record.License ?? header.Text("general.license"),
                Architecture = header.Architecture,
                Type = record.Type ?? (header.Number("attention.causal") is null && header.Metadata.GetValueOrDefault($"{header.Architecture}.pooling_type") is not null ? "embedding" : "decoder-only"),
                Tasks = record.Tasks,
                Backends = Also(record.Backends, "gguf"),
                ParameterCount = totals.Parameters,
                WeightsBytes = totals.Bytes,
                Precision = header.Precision,
                ContextLength = Small(header.Number("context_length")),
                Layers = Small(header.Number("block_count")),
                KvHeads = Small(header.Number("attention.head_count_kv") ?? heads),
                HeadDim = Small(dimension),
            },
            new FieldSource(Evidence.Measured, "GGUF header", now),
            "name",
            "architecture",
            "type",
            "backends",
            "parameter_count",
            "weights_bytes",
            "precision",
            "context_length",
            "layers",
            "kv_heads",
            "head_dim");
    }

    private static int? Small(long? number) => number is > 0 and <= int.MaxValue ? (int)number : null;

    private static List<string> Also(IReadOnlyList<string>? words, string word) => [.. (words ?? []).Append(word).Distinct()];

    // Quantised weights are packed several into one number of the file; unpacked that is only nearly their count, since scales are packed too.
    private static (long Count, bool IsExact) Parameters(TensorTotals totals, ConfigJson? config)
    {
        if (config?.QuantizedBits is not (>= 1 and <= 8 and var bits))
        {
            return (totals.Parameters, true);
        }

        var packed = totals.ByType.Sum(type => type.Key switch
        {
            "I32" or "U32" => type.Value * ((32 / bits) - 1),
            "U8" => type.Value * ((8 / bits) - 1),
            _ => 0,
        });
        return (totals.Parameters + packed, packed == 0);
    }

    private static string? Precision(string? type, ConfigJson? config) => config?.QuantizedBits switch
    {
        4 => "int4",
        8 when type is null || !type.StartsWith("F8", StringComparison.Ordinal) => "int8",
        _ => (type ?? config?.DataType) switch
        {
            "F32" or "float32" => "fp32",
            "F16" or "float16" => "fp16",
            "BF16" or "bfloat16" => "bf16",
            { } other when other.StartsWith("F8", StringComparison.Ordinal) => "fp8",
            "I8" or "U8" => "int8",
            _ => null,
        },
    };
}
