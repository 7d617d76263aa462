using System.Text.Json;
using System.Text.Json.Nodes;
using Mcp.Tools.Models.Catalogue;

namespace Mcp.Tools.Models.Tools;

/// <summary>The arguments of <c>register_model</c>: named as the record's fields.</summary>
internal static class RegisterArguments
{
    private const string Ports = """{"type":"object","properties":{"name":{"type":"string","maxLength":100},"data_type":{"type":"string","maxLength":50},"shape":{"type":"string","maxLength":100},"description":{"type":"string","maxLength":500},"optional":{"type":"boolean"}},"required":["name"],"additionalProperties":false}""";

    public const string Schema =
        $$$$"""
        {"type":"object","properties":{
        "id":{"type":"string","description":"The model's id, for example meta-llama/Llama-3.1-8B-Instruct.","maxLength":300},
        "name":{"type":"string","description":"A name for people.","maxLength":300},
        "type":{"type":"string","description":"What kind of model it is.","enum":["language","vision","audio","multimodal","embedding","encoder-decoder","decoder-only","encoder-only"]},
        "architecture":{"type":"string","description":"For example llama, bert or whisper.","maxLength":100},
        "tasks":{"type":"array","description":"What it is for, for example text-generation.","items":{"type":"string","maxLength":100},"maxItems":20},
        "inputs":{"type":"array","description":"What it takes.","items":{{{{Ports}}}},"maxItems":20},
        "outputs":{"type":"array","description":"What it gives.","items":{{{{Ports}}}},"maxItems":20},
        "backends":{"type":"array","description":"What runs it, for example transformers, gguf, vllm.","items":{"type":"string","maxLength":100},"maxItems":20},
        "hardware":{"type":"array","description":"What it needs, for example cpu or cuda.","items":{"type":"string","maxLength":100},"maxItems":20},
        "performance":{"type":"array","description":"Figures about how it does, each with its evidence.","items":{"type":"object","properties":{"metric":{"type":"string","maxLength":100},"value":{"type":"number"},"unit":{"type":"string","maxLength":50},"hardware":{"type":"string","maxLength":100},"evidence":{"type":"string","enum":["declared","measured","estimated"]},"source":{"type":"string","maxLength":300}},"required":["metric","value","evidence"],"additionalProperties":false},"maxItems":50},
        "tags":{"type":"array","description":"Words to find it by.","items":{"type":"string","maxLength":100},"maxItems":50},
        "license":{"type":"string","description":"Its licence, for example apache-2.0.","maxLength":200},
        "description":{"type":"string","description":"What it is, in a few sentences.","maxLength":4000},
        "card":{"type":"string","description":"The model card.","maxLength":50000},
        "source_url":{"type":"string","description":"Where it comes from.","maxLength":500},
        "revision":{"type":"string","description":"Its revision there.","maxLength":100},
        "parent":{"type":"string","description":"The id of the model that it was made from.","maxLength":300},
        "parameter_count":{"type":"integer","description":"Number of parameters.","minimum":1,"maximum":100000000000000},
        "precision":{"type":"string","description":"How the weights are stored.","enum":["fp32","fp16","bf16","fp8","int8","q8_0","q6_k","q5_k_m","q5_k_s","q4_k_m","q4_k_s","q4_0","int4","q3_k_l","q3_k_s","q2_k"]},
        "context_length":{"type":"integer","description":"Most tokens of a sequence.","minimum":1,"maximum":100000000},
        "layers":{"type":"integer","description":"Transformer layers.","minimum":1,"maximum":65536},
        "kv_heads":{"type":"integer","description":"Key-value heads of each layer.","minimum":1,"maximum":65536},
        "head_dim":{"type":"integer","description":"Dimension of each head.","minimum":1,"maximum":65536},
        "serving":{"type":"object","description":"How to serve it.","properties":{"engine":{"type":"string","maxLength":50},"arguments":{"type":"array","items":{"type":"string","maxLength":200},"maxItems":50},"replicas":{"type":"integer","minimum":1,"maximum":1000}},"additionalProperties":false},
        "confirm":{"type":"boolean","description":"true once a person has agreed to register it."}},
        "required":["id","confirm"],"additionalProperties":false}
        """;

    private static readonly string[] Plain =
    [
        "id", "name", "type", "architecture", "tasks", "inputs", "outputs", "backends", "hardware", "tags", "license", "description", "card", "source_url",
        "revision", "parent", "parameter_count", "precision", "context_length", "layers", "kv_heads", "head_dim", "serving",
    ];

    public static ModelRecord Read(ToolArguments arguments, string client, DateTimeOffset now)
    {
        var fields = new JsonObject();
        foreach (var name in Plain)
        {
            if (arguments.Json(name) is { } value)
            {
                fields[name] = JsonNode.Parse(value.GetRawText());
            }
        }

        fields["id"] = arguments.Text("id")!.Trim() is { Length: > 0 } id && !id.Any(char.IsControl)
            ? id
            : throw arguments.Wrong("id", "must be a name without control characters");
        return fields.Deserialize(CatalogueJson.Default.ModelRecord)! with { Performance = Figures(arguments.Json("performance"), client, now) };
    }

    private static List<PerformanceFigure>? Figures(JsonElement? figures, string client, DateTimeOffset now) => figures is not { } given ? null :
    [
        .. given.EnumerateArray().Select(figure => new PerformanceFigure(
            figure.GetProperty("metric").GetString()!,
            figure.GetProperty("value").GetDouble(),
            Text(figure, "unit"),
            Text(figure, "hardware"),
            Enum.Parse<Evidence>(figure.GetProperty("evidence").GetString()!, ignoreCase: true),
            Text(figure, "source") ?? client,
            now)),
    ];

    private static string? Text(JsonElement figure, string name) => figure.TryGetProperty(name, out var value) ? value.GetString() : null;
}
