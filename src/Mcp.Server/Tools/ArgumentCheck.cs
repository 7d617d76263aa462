using System.Text.Json;

namespace Mcp.Server.Tools;

/// <summary>Compares arguments with the top level of a tool's input schema: names, presence, types, enumerations and ranges.</summary>
internal static class ArgumentCheck
{
    /// <summary>One sentence for each problem, with the field and what is allowed; empty when all is well.</summary>
    public static IReadOnlyList<string> Problems(JsonElement schema, IEnumerable<KeyValuePair<string, JsonElement>>? arguments)
    {
        Dictionary<string, JsonElement> given = new(arguments ?? [], StringComparer.Ordinal);
        var known = schema.TryGetProperty("properties", out var properties)
            ? properties.EnumerateObject().ToDictionary(property => property.Name, property => property.Value, StringComparer.Ordinal)
            : [];
        List<string> problems = [];
        foreach (var (name, value) in given)
        {
            if (!known.TryGetValue(name, out var property))
            {
                problems.Add(known.Count == 0
                    ? $"'{name}' is not an argument of this tool, which takes none."
                    : $"'{name}' is not an argument of this tool. It takes {string.Join(", ", known.Keys)}.");
            }
            else if (Mismatch(property, value) is { } expected)
            {
                problems.Add($"'{name}' must be {expected}, not {Shown(value)}.");
            }
        }

        if (schema.TryGetProperty("required", out var required))
        {
            problems.AddRange(required.EnumerateArray()
                .Select(entry => entry.GetString()!)
                .Where(name => !given.ContainsKey(name))
                .Select(name => $"'{name}' is missing. Give {Expected(known.GetValueOrDefault(name))}."));
        }

        return problems;
    }

    private static string? Mismatch(JsonElement schema, JsonElement value)
    {
        var types = Types(schema);
        if (types.Count > 0 && !types.Any(type => Fits(type, value)))
        {
            return Expected(schema);
        }

        if (schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("enum", out var allowed) &&
            !allowed.EnumerateArray().Any(entry => JsonElement.DeepEquals(entry, value)))
        {
            return Expected(schema);
        }

        if (value.ValueKind == JsonValueKind.Array && schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("items", out var items) &&
            value.EnumerateArray().Select(entry => Mismatch(items, entry)).FirstOrDefault(expected => expected is not null) is { } item)
        {
            return "a list, each entry " + item;
        }

        return value.ValueKind == JsonValueKind.Number && !InRange(schema, value.GetDouble()) ? Expected(schema) : null;
    }

    private static List<string> Types(JsonElement schema) =>
        schema.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("type", out var type) ? []
        : type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(entry => entry.GetString()!)]
        : [type.GetString()!];

    private static bool Fits(string type, JsonElement value) => type switch
    {
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && double.IsInteger(value.GetDouble()),
        "number" => value.ValueKind == JsonValueKind.Number,
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => true,
    };

    private static bool InRange(JsonElement schema, double number) =>
        (Bound(schema, "minimum") is not { } minimum || number >= minimum) &&
        (Bound(schema, "exclusiveMinimum") is not { } above || number > above) &&
        (Bound(schema, "maximum") is not { } maximum || number <= maximum);

    private static double? Bound(JsonElement schema, string name) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty(name, out var bound) ? bound.GetDouble() : null;

    private static string Expected(JsonElement schema)
    {
        if (schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("enum", out var allowed))
        {
            return "one of " + string.Join(", ", allowed.EnumerateArray().Select(entry => entry.ToString()));
        }

        var text = Types(schema) is { Count: > 0 } types ? string.Join(" or ", types.Select(Article)) : "a value";
        var bounds = new[]
        {
            Bound(schema, "minimum") is { } minimum ? FormattableString.Invariant($"at least {minimum}") : null,
            Bound(schema, "exclusiveMinimum") is { } above ? FormattableString.Invariant($"above {above}") : null,
            Bound(schema, "maximum") is { } maximum ? FormattableString.Invariant($"at most {maximum}") : null,
        };
        var given = string.Join(" and ", bounds.Where(bound => bound is not null));
        return given.Length == 0 ? text : $"{text} of {given}";
    }

    private static string Article(string type) => type switch
    {
        "integer" => "a whole number",
        "array" => "a list",
        "object" => "an object",
        "null" => "null",
        _ => "a " + type,
    };

    private static string Shown(JsonElement value)
    {
        var text = value.GetRawText();
        return text.Length <= 60 ? text : text[..60] + "…";
    }
}
