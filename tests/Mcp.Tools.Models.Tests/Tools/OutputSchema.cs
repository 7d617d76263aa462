using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Mcp.Tools.Models.Answers;
using Mcp.Tools.Models.Tools;

namespace Mcp.Tools.Models.Tests.Tools;

/// <summary>Derives an output schema from the type of an answer. A value that may be absent is not required; no type is a union with null.</summary>
internal static class OutputSchema
{
    private static readonly Dictionary<string, Type> Answers = new(StringComparer.Ordinal)
    {
        ["check_model_fit"] = typeof(ModelFitAnswer),
        ["list_models"] = typeof(ModelList),
        ["search_models"] = typeof(FoundModels),
        ["get_model"] = typeof(ModelDescription),
        ["model_stats"] = typeof(CatalogueStats),
        ["register_model"] = typeof(RegisteredModel),
        ["remove_model"] = typeof(RemovedModel),
        ["list_served_models"] = typeof(ServedModelList),
        ["model_launch_command"] = typeof(LaunchCommand),
        ["ask_model"] = typeof(ModelReply),
        ["recommend_model"] = typeof(RecommendedModels),
        ["rate_model"] = typeof(RatedModel),
        ["scan_models"] = typeof(ScannedModels),
    };

    public static string Of(string tool)
    {
        var options = new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Describe };
        var schema = ModelsJson.Default.Options.GetJsonSchemaAsNode(Answers[tool], options);
        Inline(schema, schema);
        Tidy(schema);
        return schema.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n";
    }

    // The exporter writes a type once and then refers to it; some clients do not follow that.
    private static void Inline(JsonNode? node, JsonNode root)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
            {
                Inline(item, root);
            }
        }

        if (node is not JsonObject schema)
        {
            return;
        }

        if (schema["$ref"]?.GetValue<string>() is { } pointer)
        {
            schema.Remove("$ref");
            var target = pointer.Split('/').Skip(1).Aggregate(root, (at, name) => at[name]!);
            foreach (var (name, value) in target.AsObject().Where(entry => !schema.ContainsKey(entry.Key)))
            {
                schema[name] = value?.DeepClone();
            }
        }

        foreach (var (_, value) in schema.ToList())
        {
            Inline(value, root);
        }
    }

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (schema is JsonObject words && words.ContainsKey("enum") && !words.ContainsKey("type"))
        {
            words.Insert(0, "type", "string");
        }

        if (schema is JsonObject node && context.PropertyInfo?.AttributeProvider is PropertyInfo property &&
            property.GetCustomAttribute<DescriptionAttribute>() is { } text)
        {
            node.Insert(0, "description", text.Description);
        }

        return schema;
    }

    private static void Tidy(JsonNode? node)
    {
        if (node is not JsonObject schema)
        {
            return;
        }

        if (schema["properties"] is JsonObject properties)
        {
            var absent = properties.Where(property => Nullable(property.Value)).Select(property => property.Key).ToHashSet(StringComparer.Ordinal);
            if (schema["required"] is JsonArray required)
            {
                schema["required"] = new JsonArray([.. required.Select(name => name!.GetValue<string>()).Where(name => !absent.Contains(name)).Select(name => (JsonNode)name)]);
            }

            foreach (var (_, property) in properties)
            {
                Tidy(property);
            }
        }

        Tidy(schema["items"]);
        Tidy(schema["additionalProperties"]);
        if (Nullable(schema))
        {
            schema["type"] = ((JsonArray)schema["type"]!).Select(type => type!.GetValue<string>()).First(type => type != "null");
        }
    }

    private static bool Nullable(JsonNode? schema) =>
        schema is JsonObject { } node && node["type"] is JsonArray types && types.Any(type => type!.GetValue<string>() == "null");
}
