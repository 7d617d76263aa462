using System.Text;

namespace Mcp.Tools.Models.Catalogue;

/// <summary>Turns what somebody typed into an expression of the text index, whatever signs are in it. Pure.</summary>
internal static class SearchWords
{
    public const string Fields = "id name description tags card";
    public const string NamingFields = "id name";

    private const int Most = 16;
    private const int ShortestPrefix = 3;

    /// <summary>Letters and digits in a row, in lower case; at most 16.</summary>
    public static IReadOnlyList<string> Of(string text) => [.. All(text).Distinct().Take(Most)];

    public static IEnumerable<string> All(string text)
    {
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes().Append(new Rune(' ')))
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                word.Append(Rune.ToLowerInvariant(rune).ToString());
            }
            else if (word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }
    }

    /// <summary>The words as an expression over these fields, and the filter's words over the field for those.</summary>
    public static string Expression(IReadOnlyList<string> words, WordMatch match, string fields, IReadOnlyList<string> facets)
    {
        var terms = string.Join(match == WordMatch.Any ? " OR " : " AND ", words.Select((_, at) => Term(words, match, at)));
        var text = words.Count == 0 ? null : words.Any(Facets.MayBegin) ? $"({{{fields}}} : ({terms}))" : $"({terms})";
        var filter = facets.Count == 0 ? null : $"(facets : ({string.Join(" AND ", facets.Select(word => $"\"{word}\""))}))";
        return string.Join(" AND ", new[] { text, filter }.OfType<string>());
    }

    /// <summary>Any of some of the words, for rows that are known to match all that must.</summary>
    public static string Scored(IReadOnlyList<string> words, WordMatch match, IReadOnlyList<string> some) =>
        $"({{{Fields}}} : ({string.Join(" OR ", words.Select((word, at) => some.Contains(word) ? Term(words, match, at) : null).OfType<string>())}))";

    public static string Term(IReadOnlyList<string> words, WordMatch match, int at) =>
        match != WordMatch.All && IsPrefix(words, at) ? $"\"{words[at]}\" *" : $"\"{words[at]}\"";

    /// <summary>The last word may be the beginning of a longer one, since it may not be typed to its end.</summary>
    public static bool IsPrefix(IReadOnlyList<string> words, int at) => at == words.Count - 1 && words[at].Length >= ShortestPrefix;
}
