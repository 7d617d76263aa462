using System.Text.Json;

namespace Mcp.Tools.Runners.Tools;

/// <summary>Checks a value against the part of JSON Schema that the tools' arguments use. Pure.</summary>
internal static class ArgumentRules
{
    private const string HalfCharacter = "must be a text in Unicode; it holds half a character (a single surrogate)";

    /// <summary>What is wrong with the value, as the end of a sentence that begins with the argument's name; null: nothing.</summary>
    public static string? Problem(JsonElement schema, JsonElement value)
    {
        var expected = schema.GetProperty("type").GetString();
        return expected switch
        {
            "string" when value.ValueKind == JsonValueKind.String => Text(value) is { } text ? OfText(schema, text) : HalfCharacter,
            "integer" when value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) => OfNumber(schema, number),
            "boolean" when value.ValueKind is JsonValueKind.True or JsonValueKind.False => null,
            "array" when value.ValueKind == JsonValueKind.Array => OfList(schema, value),
            _ => $"must be {Named(expected!, schema)}, not {Shown(value)}{(value.ValueKind == JsonValueKind.Null ? "; leave it out instead" : "")}",
        };
    }

    /// <summary>Null: the JSON names half of a character that has two (<c>\ud800</c>), which no text can hold.</summary>
    private static string? Text(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string? OfText(JsonElement schema, string text)
    {
        if (schema.TryGetProperty("enum", out var allowed))
        {
            return allowed.EnumerateArray().Any(item => item.GetString() == text) ? null : $"must be one of {List(allowed)}, not {Quoted(text)}";
        }

        return text.Length < Limit(schema, "minLength", 1) ? "must not be empty"
            : text.Length > Limit(schema, "maxLength", int.MaxValue) ? FormattableString.Invariant($"must have at most {Limit(schema, "maxLength", 0)} characters, not {text.Length}")
            : null;
    }

    private static string? OfNumber(JsonElement schema, long number)
    {
        var (least, most) = (Limit(schema, "minimum", long.MinValue), Limit(schema, "maximum", long.MaxValue));
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

    private static long Limit(JsonElement schema, string name, long otherwise) =>
        schema.TryGetProperty(name, out var limit) ? limit.GetInt64() : otherwise;

    private static string Named(string type, JsonElement schema) => type switch
    {
        "integer" => FormattableString.Invariant($"a whole number from {Limit(schema, "minimum", long.MinValue)} to {Limit(schema, "maximum", long.MaxValue)}"),
        "boolean" => "true or false",
        "array" => "a list",
        _ => schema.TryGetProperty("enum", out var allowed) ? $"one of {List(allowed)}" : "a text",
    };

    private static string List(JsonElement allowed) => string.Join(", ", allowed.EnumerateArray().Select(item => item.GetString()));

    private static string Shown(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => Text(value) is { } text ? Quoted(text) : "a text with half a character",
        _ => Reports.Wording.Clip(value.GetRawText(), 40),
    };

    private static string Quoted(string text) => $"'{Reports.Wording.Clip(text, 80)}'";
}
