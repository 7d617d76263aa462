using System.Text;
using System.Text.Json;

namespace Mcp.Server.Tests.Tools;

/// <summary>Makes docs/tools.md from a list of tools. Pure.</summary>
internal static class ToolPage
{
    private const string Head =
        """
        # Tools

        Made from the answer to `tools/list`; a test keeps it current (`UPDATE_SNAPSHOTS=1` makes it anew). What each is for, in a line: [README](../README.md).

        - Arguments are strict: an unknown, missing or wrong one is answered with its name and what is allowed.
        - Each answer is one JSON object. It begins with `summary` (a sentence or two that answer the question) and `next_steps` (what to do next: commands and
          tool calls); lists have `total`, `truncated` and a `cursor` for the next page. Text and structured content are the same JSON.
        - Every number says where it is from and how old it is; what is unknown is absent or says so, and is never 0.
        - An answer is at most about 24 KB.


        """;

    public static string Of(IReadOnlyList<JsonElement> tools)
    {
        var text = new StringBuilder(Head);
        Part(text, "Tools that look", tools.Where(tool => Hint(tool, "readOnlyHint")));
        Part(text, "Tools that act", tools.Where(tool => !Hint(tool, "readOnlyHint")));
        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void Part(StringBuilder text, string title, IEnumerable<JsonElement> tools)
    {
        text.Append("## ").Append(title).Append("\n\n");
        foreach (var tool in tools.OrderBy(tool => tool.GetProperty("name").GetString(), StringComparer.Ordinal))
        {
            text.Append("### ").Append(tool.GetProperty("name").GetString()).Append("\n\n");
            text.Append("**").Append(tool.GetProperty("title").GetString()).Append(".** ").Append(tool.GetProperty("description").GetString()).Append("\n\n");
            text.Append(Hints(tool)).Append("\n\n");
            Table(text, "argument", tool.GetProperty("inputSchema"), skip: []);
            if (tool.TryGetProperty("outputSchema", out var output))
            {
                Table(text, "answer", output, skip: ["summary", "next_steps", "total", "truncated", "cursor"]);
            }
        }
    }

    private static string Hints(JsonElement tool)
    {
        string[] hints =
        [
            Hint(tool, "readOnlyHint") ? "changes nothing" : Hint(tool, "destructiveHint") ? "takes something away" : "adds something",
            Hint(tool, "idempotentHint") ? "a second call changes nothing more" : "each call counts",
            Hint(tool, "openWorldHint") ? "may ask GitHub or act on it" : "stays on this host",
        ];
        var page = tool.TryGetProperty("_meta", out var meta) && meta.TryGetProperty("ui", out _) ? " Shown as a page by hosts with MCP Apps." : "";
        return $"*Hints: {string.Join("; ", hints)}.*{page}";
    }

    private static void Table(StringBuilder text, string what, JsonElement schema, string[] skip)
    {
        var properties = schema.GetProperty("properties").EnumerateObject().Where(property => !skip.Contains(property.Name)).ToList();
        if (properties.Count == 0)
        {
            return;
        }

        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()!).ToHashSet(StringComparer.Ordinal) : [];
        text.Append("| ").Append(what).Append(" | kind | |\n|---|---|---|\n");
        foreach (var property in properties)
        {
            var needed = what == "argument" && required.Contains(property.Name) ? ", required" : "";
            text.Append("| `").Append(property.Name).Append("` | ").Append(Kind(property.Value)).Append(needed).Append(" | ")
                .Append(Cell(Text(property.Value, "description") ?? Fields(property.Value))).Append(" |\n");
        }

        text.Append('\n');
    }

    private static string Kind(JsonElement schema) => Text(schema, "type") switch
    {
        "string" when schema.TryGetProperty("enum", out var values) => string.Join(", ", values.EnumerateArray().Select(value => $"`{value.GetString()}`")),
        "string" => Text(schema, "format") is { } format ? format : "text",
        "integer" => "whole number" + Range(schema),
        "number" => "number" + Range(schema),
        "boolean" => "true or false",
        "array" => $"list of {Text(schema.GetProperty("items"), "type") switch { "object" => "objects", "string" => "texts", var other => other }}",
        var other => other ?? "any",
    };

    private static string Range(JsonElement schema) => (schema.TryGetProperty("minimum", out var least), schema.TryGetProperty("maximum", out var most)) switch
    {
        (true, true) => $", {least} to {most}",
        (true, false) => $", at least {least}",
        (false, true) => $", at most {most}",
        _ => "",
    };

    // Without a description the names of what is inside say most.
    private static string Fields(JsonElement schema)
    {
        var inside = Text(schema, "type") == "array" ? schema.GetProperty("items") : schema;
        return inside.TryGetProperty("properties", out var properties) ? string.Join(", ", properties.EnumerateObject().Select(property => $"`{property.Name}`")) : "";
    }

    private static bool Hint(JsonElement tool, string name) => tool.GetProperty("annotations").GetProperty(name).GetBoolean();

    private static string? Text(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace('\n', ' ');
}
