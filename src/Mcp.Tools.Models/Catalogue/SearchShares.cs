namespace Mcp.Tools.Models.Catalogue;

/// <summary>Which fields of a model hold the words that were looked for, each by what a word in it weighs. Pure.</summary>
internal static class SearchShares
{
    // The id counts most, the card least.
    private static readonly (string Field, double Weight, Func<ModelRecord, string?> Text)[] Fields =
    [
        ("id", 10, record => record.Id),
        ("name", 6, record => record.Name),
        ("description", 3, record => record.Description),
        ("tags", 2, TagWords),
        ("card", 1, record => record.Card),
    ];

    public static IReadOnlyList<double> Weights { get; } = [.. Fields.Select(field => field.Weight)];

    /// <summary>What the index has as a model's tags: its tasks and architecture too.</summary>
    public static string TagWords(ModelRecord record) => string.Join(' ', [.. record.Tags ?? [], .. record.Tasks ?? [], record.Architecture ?? ""]);

    public static IReadOnlyDictionary<string, double> Of(ModelRecord record, IReadOnlyList<string> words, WordMatch match)
    {
        List<(string Field, double Weight)> found = [];
        foreach (var (field, weight, text) in Fields)
        {
            var tokens = SearchWords.All(text(record) ?? "").ToHashSet(StringComparer.Ordinal);
            var hits = words.Where((word, at) => tokens.Contains(word) || (match != WordMatch.All && SearchWords.IsPrefix(words, at) && tokens.Any(token => token.StartsWith(word, StringComparison.Ordinal)))).Count();
            if (hits > 0)
            {
                found.Add((field, hits * weight));
            }
        }

        var sum = found.Sum(one => one.Weight);
        return found.OrderByDescending(one => one.Weight).ToDictionary(one => one.Field, one => Math.Round(one.Weight / sum, 2), StringComparer.Ordinal);
    }
}
