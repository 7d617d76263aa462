using System.Text.Json;
using Mcp.Tools.Models.Answers;

namespace Mcp.Tools.Models.Tools;

/// <summary>Checks a value against the part of JSON Schema that the tools' arguments use. Pure.</summary>
internal static class ArgumentRules
{
    /// <summary>What is wrong with the value, as the end of a sentence that begins with the argument's name; null: nothing.</summary>
    public static string? Problem(JsonElement schema, JsonElement value)
    {
        var expected = schema.GetProperty("type").GetString();
        return expected switch
        {
            "string" when value.ValueKind == JsonValueKind.String => OfText(schema, value.GetString()!),
            "integer" when value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) => OfNumber(schema, number),
            "number" when value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) => OfNumber(schema, number),
            "boolean" when value.ValueKind is JsonValueKind.True or JsonValueKind.False => null,
            "array" when value.ValueKind == JsonValueKind.Array => OfList(schema, value),
            "object" when value.ValueKind == JsonValueKind.Object => OfObject(schema, value),
            _ => $"must be {Named(expected!, schema)}, not {Shown(value)}{(value.ValueKind == JsonValueKind.Null ? "; leave it out instead" : "")}",
        };
    }

    private static string? OfText(JsonElement schema, string text)
    {
        if (schema.TryGetProperty("enum", out var allowed))
        {
            return allowed.EnumerateArray().Any(item => item.ValueEquals(text)) ? null : $"must be one of {List(allowed)}, not {Quoted(text)}";
        }

        return text.Length < Limit(schema, "minLength", 1) ? "must not be empty"
            : text.Length > Limit(schema, "maxLength", int.MaxValue) ? FormattableString.Invariant($"must have at most {Limit(schema, "maxLength", 0)} characters, not {text.Length}")
            : null;
    }

    private static string? OfNumber(JsonElement schema, double number)
    {
        var (least, most) = (Limit(schema, "minimum", double.MinValue), Limit(schema, "maximum", double.MaxValue));
        return number < least || number > most ? FormattableString.Invariant($"must be from {least} to {most}, not {number}") : null;
    }

    private static string? OfList(JsonElement schema, JsonElement value)
    {
        var items = schema.GetProperty("items");
        var count = value.GetArrayLength();
        return count < Limit(schema, "minItems", 0) || count > Limit(schema, "maxItems", int.MaxValue)
            ? FormattableString.Invariant($"must have {Limit(schema, "minItems", 0)} to {Limit(schema, "maxItems", 0)} entries, not {count}")
            : value.EnumerateArray().Select(item => Problem(items, item)).FirstOrDefault(problem => problem is not null) is { } wrong
                ? $"has an entry that {wrong}"
                : null;
    }

    private static string? OfObject(JsonElement schema, JsonElement value)
    {
        var properties = schema.GetProperty("properties");
        foreach (var member in value.EnumerateObject())
        {
            if (!properties.TryGetProperty(member.Name, out var inner))
            {
                return $"has no member '{Wording.Clip(member.Name, 80)}'; it takes {string.Join(", ", properties.EnumerateObject().Select(property => property.Name))}";
            }

            if (Problem(inner, member.Value) is { } problem)
            {
                return $"has a member '{member.Name}' that {problem}";
            }
        }

        return schema.TryGetProperty("required", out var required) &&
            required.EnumerateArray().Select(item => item.GetString()!).FirstOrDefault(name => !value.TryGetProperty(name, out _)) is { } missing
                ? $"needs the member '{missing}'"
                : null;
    }

    private static double Limit(JsonElement schema, string name, double otherwise) =>
        schema.TryGetProperty(name, out var limit) ? limit.GetDouble() : otherwise;

    private static string Named(string type, JsonElement schema) => type switch
    {
        "integer" => FormattableString.Invariant($"a whole number from {Limit(schema, "minimum", long.MinValue)} to {Limit(schema, "maximum", long.MaxValue)}"),
        "number" => FormattableString.Invariant($"a number from {Limit(schema, "minimum", double.MinValue)} to {Limit(schema, "maximum", double.MaxValue)}"),
        "boolean" => "true or false",
        "array" => "a list",
        "object" => "an object",
        _ => schema.TryGetProperty("enum", out var allowed) ? $"one of {List(allowed)}" : "a text",
    };

    private static string List(JsonElement allowed) => string.Join(", ", allowed.EnumerateArray().Select(item => item.GetString()));

    private static string Shown(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => Quoted(value.GetString()!),
        _ => Wording.Clip(value.GetRawText(), 40),
    };

    private static string Quoted(string text) => $"'{Wording.Clip(text, 80)}'";
}
