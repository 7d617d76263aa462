using System.Text.Json;
using Mcp.Tools.Models.Answers;
using Mcp.Tools.Models.Catalogue;
using Mcp.Tools.Models.Remote;
using Mcp.Tools.Models.Scanning;

namespace Mcp.Tools.Models.Hub;

/// <summary>A model of the hub as a record. Pure.</summary>
internal static class HubFields
{
    private const int MostTags = 60;
    private const int MostFiles = 500;

    /// <summary>Null: it has no id.</summary>
    public static ModelRecord? Of(JsonElement model, Uri hub, DateTimeOffset now)
    {
        if ((model.Text("id") ?? model.Text("modelId")) is not { } id)
        {
            return null;
        }

        var card = model.Member("cardData") ?? default;
        var config = model.Member("config") is { ValueKind: JsonValueKind.Object } given ? ConfigJson.Of(given) : null;
        var weights = model.Member("safetensors") ?? default;
        var gguf = model.Member("gguf") ?? default;
        var tags = model.Texts("tags");
        IReadOnlyList<string>? tasks = model.Text("pipeline_tag") is { } task ? [task] : ModelKinds.Tasks(config?.Class);
        var parameters = weights.Number("total") ?? gguf.Number("total");
        var record = new ModelRecord
        {
            Id = Wording.Clip(id, 300),
            Tasks = tasks,
            Type = ModelKinds.Of(config?.Class, config?.IsEncoderDecoder ?? false, tasks),
            Architecture = config?.ModelType ?? gguf.Text("architecture"),
            Backends = Backends(model, weights, gguf),
            License = card.Text("license_name") ?? card.Text("license") ?? tags.FirstOrDefault(tag => tag.StartsWith("license:", StringComparison.Ordinal))?["license:".Length..],
            Tags = [.. tags.Where(tag => !tag.Contains(':', StringComparison.Ordinal)).Take(MostTags)],
            Parent = card.Texts("base_model") is [var parent, ..] ? parent : null,
            SourceUrl = new Uri(hub, id).ToString(),
            Revision = model.Text("sha"),
            ParameterCount = parameters,
            Precision = Precision(weights),
            WeightsBytes = Bytes(weights),
            ContextLength = gguf.SmallNumber("context_length") ?? config?.ContextLength,
            Layers = config?.Layers,
            KvHeads = config?.KvHeads,
            HeadDim = config?.HeadDim,
            Files = Files(model),
        };

        // The hub counts these from the headers of the files.
        return parameters is null ? record : CardFields.WithSource(record, new FieldSource(Evidence.Measured, hub.Host, now), "parameter_count");
    }

    private static List<string> Backends(JsonElement model, JsonElement weights, JsonElement gguf) =>
    [
        .. new[] { model.Text("library_name"), weights.ValueKind == JsonValueKind.Object ? "safetensors" : null, gguf.ValueKind == JsonValueKind.Object ? "gguf" : null }
            .OfType<string>().Distinct(),
    ];

    private static string? Precision(JsonElement weights) => Types(weights).OrderByDescending(type => type.Count).FirstOrDefault().Name switch
    {
        "F32" => "fp32",
        "F16" => "fp16",
        "BF16" => "bf16",
        "F8_E4M3" or "F8_E5M2" => "fp8",
        "I8" or "U8" => "int8",
        _ => null,
    };

    private static long? Bytes(JsonElement weights)
    {
        var types = Types(weights).ToList();
        var bytes = types.Sum(type => (double)type.Count * type.Name switch
        {
            "F64" or "I64" => 8,
            "F32" or "I32" or "U32" => 4,
            "F16" or "BF16" or "I16" or "U16" => 2,
            _ => 1,
        });
        return types.Count > 0 && bytes is > 0 and < long.MaxValue / 2 ? (long)bytes : null;
    }

    private static IEnumerable<(string Name, long Count)> Types(JsonElement weights) => weights.Member("parameters") is { ValueKind: JsonValueKind.Object } types
        ? types.EnumerateObject().Where(type => type.Value.ValueKind == JsonValueKind.Number && type.Value.TryGetInt64(out _)).Select(type => (type.Name, type.Value.GetInt64()))
        : [];

    private static List<ModelFile>? Files(JsonElement model)
    {
        List<ModelFile> files = [.. model.Items("siblings").Select(file => (Name: file.Text("rfilename"), Bytes: file.Number("size")))
            .Where(file => file.Name is not null).Take(MostFiles).Select(file => new ModelFile(Wording.Clip(file.Name!, 300), file.Bytes ?? 0, null))];
        return files.Count == 0 ? null : files;
    }
}
