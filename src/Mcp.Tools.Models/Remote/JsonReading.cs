using System.Text.Json;

namespace Mcp.Tools.Models.Remote;

/// <summary>Reads members of somebody else's JSON; what has another type than expected is as if it were not there.</summary>
internal static class JsonReading
{
    public static JsonElement? Member(this JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value : null;

    public static string? Text(this JsonElement from, string name) =>
        from.Member(name) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text ? text : null;

    public static long? Number(this JsonElement from, string name) =>
        from.Member(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) && number >= 0 ? number : null;

    public static int? SmallNumber(this JsonElement from, string name) => from.Number(name) is > 0 and <= int.MaxValue and var number ? (int)number : null;

    public static IEnumerable<JsonElement> Items(this JsonElement from, string name) =>
        from.Member(name) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : [];

    /// <summary>One text or a list of them.</summary>
    public static IReadOnlyList<string> Texts(this JsonElement from, string name) =>
        from.Text(name) is { } single ? [single] : [.. from.Items(name).Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)];
}
