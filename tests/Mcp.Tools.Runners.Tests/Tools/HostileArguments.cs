using System.Globalization;
using System.Text.Json;

namespace Mcp.Tools.Runners.Tests.Tools;

/// <summary>Makes arguments that no tool may stumble over, the same ones for the same seed.</summary>
internal sealed class HostileArguments(JsonElement schema, int seed)
{
    private static readonly string[] Texts =
    [
        "", " ", "x", "oldest", "octo/web", "octo/web/../..", "../../etc/passwd", "a/b", "/", "-1", "0", "99", "18446744073709551616", "1e9", "NaN", "24h", "7d", "0h", "-5m", "99999999d", "2026-02-30T00:00:00Z",
        "0001-01-01", "9999-12-31T23:59:59.9999999+14:00", "https://github.com/octo/web/actions/runs/1/job/2", "https://github.com/octo/web/actions/runs/99999999999999999999", "https://[::1", "file:///etc/passwd",
        "http://github.com/%2e%2e/actions/runs/1", "'; DROP TABLE runners; --", "{{7*7}}", "${jndi:ldap://x}", "%s%n", "\0", "\u202Egnp", "\u200B", "\uFEFF", "é", "e\u0301", "日本語", "🏳️‍🌈", "(", "(a+)+$", "(?=a)", "[", "\\", "(a{1000}){1000}",
        "x64", "X64", "amd64", "queued", "QUEUED", "tail", "default", "cursor", "AAAA", "bm9uZQ", "null", "true",
    ];

    private static readonly string[] Raw =
    [
        "null", "true", "false", "0", "-0", "1", "-1", "1.5", "1e400", "-1e400", "1e-400", "2147483648", "-9223372036854775809", "99999999999999999999999999", "[]", "{}", "[null]", "[[[[[[]]]]]]", "[\"failure\",\"failure\"]", "[1]",
        "{\"a\":{\"b\":{}}}", "\"\\ud800\"", "\"\\udc00x\"", "[\"\\ud800\"]", "{\"\\ud800\":1}", "\"\\u0000\"",
    ];

    private readonly Random _random = new(seed);
    private readonly List<JsonProperty> _properties = [.. schema.GetProperty("properties").EnumerateObject()];

    public Dictionary<string, JsonElement> Next()
    {
        var arguments = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in _properties.Where(property => IsRequired(property.Name) || _random.Next(3) == 0))
        {
            arguments[property.Name] = Plausible(property.Value);
        }

        for (var change = _random.Next(1, 4); change > 0; change--)
        {
            Spoil(arguments);
        }

        return arguments;
    }

    private bool IsRequired(string name) => schema.TryGetProperty("required", out var required) && required.EnumerateArray().Any(item => item.GetString() == name);

    private JsonElement Plausible(JsonElement property) => property.GetProperty("type").GetString() switch
    {
        "boolean" => Json(_random.Next(2) == 0 ? "true" : "false"),
        "integer" => Json(_random.Next(0, 60).ToString(CultureInfo.InvariantCulture)),
        "array" => Json("[\"failure\"]"),
        _ when property.TryGetProperty("enum", out var allowed) => allowed[_random.Next(allowed.GetArrayLength())],
        _ => Text(Pick(Texts)),
    };

    private void Spoil(Dictionary<string, JsonElement> arguments)
    {
        var name = _properties.Count == 0 || _random.Next(6) == 0 ? Stranger() : Pick(_properties).Name;
        switch (_random.Next(4))
        {
            case 0:
                arguments.Remove(name);
                break;
            case 1:
                arguments[name] = Json(Pick(Raw));
                break;
            case 2:
                arguments[name] = Text(Long());
                break;
            default:
                arguments[name] = Text(Pick(Texts) + Pick(Texts));
                break;
        }
    }

    private string Stranger() => _random.Next(4) switch
    {
        0 => "",
        1 => Long(),
        2 => Pick(_properties.Count == 0 ? ["limit"] : _properties.ConvertAll(property => property.Name)).ToUpperInvariant(),
        _ => Pick(Texts),
    };

    private string Long() => new(Pick(["a", "/", "\u202E", "日", "9"])[0], _random.Next(1, 3) * _random.Next(1, 2000));

    private T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    private static JsonElement Text(string text) => Json(JsonSerializer.Serialize(text));

    private static JsonElement Json(string json) => JsonElement.Parse(json);
}
