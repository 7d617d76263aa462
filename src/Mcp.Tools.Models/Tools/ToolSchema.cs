using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Mcp.Tools.Models.Tools;

/// <summary>How this library's tools write JSON and describe it.</summary>
internal static class ToolSchema
{
    public static JsonSerializerOptions Json => ModelsJson.Default.Options;

    /// <summary>An optional argument is one that may be left out, not one that may be null: some clients refuse lists of types.</summary>
    public static AIJsonSchemaCreateOptions Shape { get; } = new()
    {
        TransformSchemaNode = (_, node) => node is JsonObject schema ? WithoutNull(schema) : node,
    };

    private static JsonObject WithoutNull(JsonObject schema)
    {
        if (schema["type"] is JsonArray types && types.Select(type => type!.GetValue<string>()).Where(type => type != "null").ToArray() is [var single])
        {
            schema["type"] = single;
        }

        if (schema.ContainsKey("default") && schema["default"] is null)
        {
            schema.Remove("default");
        }

        return schema;
    }
}
