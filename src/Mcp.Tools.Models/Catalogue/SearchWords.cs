using System.Text;

namespace Mcp.Tools.Models.Catalogue;

/// <summary>Turns what somebody typed into an expression of the text index, whatever signs are in it. Pure.</summary>
internal static class SearchWords
{
    private const int Most = 16;
    private const int ShortestPrefix = 3;

    /// <summary>Letters and digits in a row, in lower case; at most 16.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        List<string> words = [];
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes().Append(new Rune(' ')))
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                word.Append(Rune.ToLowerInvariant(rune).ToString());
            }
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        return [.. words.Distinct().Take(Most)];
    }

    /// <summary>The last word may be the beginning of a longer one, since it may not be typed to its end.</summary>
    public static string Expression(IReadOnlyList<string> words, bool all, IReadOnlyList<string> facets)
    {
        var parts = words.Select((word, at) => at == words.Count - 1 && word.Length >= ShortestPrefix ? $"\"{word}\" *" : $"\"{word}\"");
        var text = words.Count == 0 ? null : $"({{id name description tags card}} : ({string.Join(all ? " AND " : " OR ", parts)}))";
        var filter = facets.Count == 0 ? null : $"(facets : ({string.Join(" AND ", facets.Select(word => $"\"{word}\""))}))";
        return string.Join(" AND ", new[] { text, filter }.OfType<string>());
    }
}
