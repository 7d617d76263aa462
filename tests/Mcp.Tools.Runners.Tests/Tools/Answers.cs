using System.Text.Json;
using System.Text.RegularExpressions;

namespace Mcp.Tools.Runners.Tests.Tools;

/// <summary>Short ways into an answer.</summary>
internal static partial class Answers
{
    public static string? Text(this JsonElement answer, string name) =>
        answer.TryGetProperty(name, out var value) ? value.GetString() : null;

    public static int Number(this JsonElement answer, string name) => answer.GetProperty(name).GetInt32();

    public static bool Has(this JsonElement answer, string name) => answer.TryGetProperty(name, out _);

    public static JsonElement[] List(this JsonElement answer, string name) => [.. answer.GetProperty(name).EnumerateArray()];

    /// <summary>The id in the answer to a call that is not confirmed yet.</summary>
    public static string PlanIn(string text) => PlanId().Match(text) is { Success: true } match ? match.Groups[1].Value : throw new Xunit.Sdk.XunitException($"There is no plan in: {text}");

    [GeneratedRegex("'plan': \"([^\"]+)\"")]
    private static partial Regex PlanId();
}
