using System.Text.Json;

namespace Mcp.Tools.Models.Tests.Tools;

/// <summary>Short ways into an answer.</summary>
internal static class Answers
{
    public static string? Text(this JsonElement answer, string name) =>
        answer.TryGetProperty(name, out var value) ? value.GetString() : null;

    public static int Number(this JsonElement answer, string name) => answer.GetProperty(name).GetInt32();

    public static bool Has(this JsonElement answer, string name) => answer.TryGetProperty(name, out _);

    public static JsonElement[] List(this JsonElement answer, string name) => [.. answer.GetProperty(name).EnumerateArray()];
}
