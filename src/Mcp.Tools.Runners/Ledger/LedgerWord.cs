using System.Text.Json;

namespace Mcp.Tools.Runners.Ledger;

/// <summary>The words of an enum in the ledger, snake_case as GitHub writes them.</summary>
internal static class LedgerWord<T>
    where T : struct, Enum
{
    private static readonly Dictionary<T, string> Words =
        Enum.GetValues<T>().ToDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

    private static readonly Dictionary<string, T> Values = Words.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    public static string From(T value) => Words[value];

    public static T To(string word) => Values.TryGetValue(word, out var value) ? value : throw LedgerException.UnknownWord(typeof(T).Name, word);

    /// <summary>For enums with a word for what is not known.</summary>
    public static T To(string word, T otherwise) => Values.GetValueOrDefault(word, otherwise);
}
