using System.Text.Json.Nodes;

namespace GitHubSimulator.Tests;

/// <summary>Turns an OpenAPI 3.0 schema into JSON Schema: nullable becomes a type, references go to $defs.</summary>
internal static class OpenApiSchema
{
    private const string ComponentPrefix = "#/components/schemas/";

    /// <summary>A self-contained schema that holds only the components that it uses.</summary>
    public static JsonObject Build(JsonNode description, JsonNode schema)
    {
        var definitions = new JsonObject();
        var wanted = new Queue<string>();
        var root = (JsonObject)Convert(schema, wanted)!;
        while (wanted.TryDequeue(out var name))
        {
            if (!definitions.ContainsKey(name))
            {
                definitions[name] = "taken";
                definitions[name] = Convert(description["components"]!["schemas"]![name]!, wanted);
            }
        }
        // The root may be a reference; beside allOf its own $defs are in no one's way.
        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["allOf"] = new JsonArray(root),
            ["$defs"] = definitions,
        };
    }

    internal static JsonNode? Convert(JsonNode? node, Queue<string> wanted)
    {
        switch (node)
        {
            case JsonArray list:
                return new JsonArray([.. list.Select(item => Convert(item, wanted))]);
            case JsonObject source:
                return ConvertObject(source, wanted);
            default:
                return node?.DeepClone();
        }
    }

    private static JsonObject ConvertObject(JsonObject source, Queue<string> wanted)
    {
        var target = new JsonObject();
        foreach (var (key, value) in source)
        {
            switch (key)
            {
                case "nullable" when value?.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False:
                case "example" or "examples" or "discriminator" or "externalDocs" or "readOnly" when !IsSchema(value):
                    break;
                case "$ref" when ((string)value!).StartsWith(ComponentPrefix, StringComparison.Ordinal):
                    var name = ((string)value!)[ComponentPrefix.Length..];
                    wanted.Enqueue(name);
                    target["$ref"] = "#/$defs/" + name;
                    break;
                default:
                    target[key] = Convert(value, wanted);
                    break;
            }
        }
        var nullable = source["nullable"] is JsonValue flag && flag.GetValueKind() == System.Text.Json.JsonValueKind.True;
        return nullable ? new JsonObject { ["anyOf"] = new JsonArray(target, new JsonObject { ["type"] = "null" }) } : target;
    }

    // A property may well be called "example".
    private static bool IsSchema(JsonNode? value) => value is JsonObject schema && (schema.ContainsKey("type") || schema.ContainsKey("$ref"));
}
