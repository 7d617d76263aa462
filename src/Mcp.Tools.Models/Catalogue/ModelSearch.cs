using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Mcp.Tools.Models.Catalogue;

/// <summary>Finds models by words.</summary>
internal sealed class ModelSearch(CatalogueDatabase database)
{
    /// <summary>A word that more models than this have tells little: of those only the last registered are ranked, so that a search stays fast.</summary>
    public const int MostRanked = 3000;

    // The id counts most, the card least.
    private static readonly (string Field, double Weight)[] Fields = [("id", 10), ("name", 6), ("description", 3), ("tags", 2), ("card", 1)];

    private static readonly string Score = Bm25(_ => true);

    public SearchPage Find(string text, ModelFilter filter, int offset, int limit) => database.Read(connection =>
    {
        var words = SearchWords.Of(text);
        var page = Find(connection, words, all: true, filter, offset, limit);
        return page.Total > 0 || words.Count < 2 ? page : Find(connection, words, all: false, filter, offset, limit);
    });

    private static SearchPage Find(SqliteConnection connection, IReadOnlyList<string> words, bool all, ModelFilter filter, int offset, int limit)
    {
        var facets = Facets.Of(filter);
        if (words.Count == 0)
        {
            return new SearchPage([], 0, 0, all);
        }

        var (_, sizes) = ModelCatalogue.Source(filter with { Task = null, Type = null, Architecture = null, Backend = null, Hardware = null, License = null, Tag = null });
        (string, object?)[] values = [.. sizes, ("$expression", SearchWords.Expression(words, all, facets))];
        var join = filter.HasSize ? "t CROSS JOIN model_entries e ON e.row = t.rowid" : "t";
        var size = string.Concat(filter.MinParameters is null ? "" : " AND e.parameters >= $least", filter.MaxParameters is null ? "" : " AND e.parameters <= $most");
        var matching = $"FROM model_text {join} WHERE model_text MATCH $expression{size}";
        var total = connection.Number($"SELECT COUNT(*) {matching}", values);
        (string, object?)[] paged = [.. values, ("$ranked", MostRanked), ("$limit", limit), ("$offset", offset)];
        var found = connection.List(
            $"SELECT row, score FROM (SELECT t.rowid AS row, {Score} AS score {matching} ORDER BY t.rowid DESC LIMIT $ranked) ORDER BY score DESC, row LIMIT $limit OFFSET $offset",
            row => (Row: row.GetInt64(0), Score: row.GetDouble(1)),
            paged);
        var shares = Shares(connection, found.Select(hit => hit.Row), values[^1]);
        return new SearchPage(
            [.. found.Select(hit => new SearchHit(Entry(connection, hit.Row), Math.Round(hit.Score, 3), shares[hit.Row]))], total, Math.Min(total, MostRanked), all);
    }

    private static CatalogueEntry Entry(SqliteConnection connection, long row) =>
        connection.First($"SELECT {EntryRow.Columns} FROM model_entries e WHERE e.row = $row", EntryRow.Read, ("$row", row))!;

    // Each field scored alone: what it would be worth if nothing else matched.
    private static Dictionary<long, IReadOnlyDictionary<string, double>> Shares(SqliteConnection connection, IEnumerable<long> rows, (string, object?) expression)
    {
        var list = string.Join(',', rows.Select(row => row.ToString(CultureInfo.InvariantCulture)));
        var scores = string.Join(", ", Fields.Select(field => Bm25(other => other == field.Field)));
        return connection.List(
            $"SELECT rowid, {scores} FROM model_text WHERE model_text MATCH $expression AND rowid IN ({list})",
            row => (Row: row.GetInt64(0), Scores: Fields.Select((field, at) => (field.Field, Score: Math.Max(0, row.GetDouble(at + 1)))).ToList()),
            expression).ToDictionary(hit => hit.Row, hit => (IReadOnlyDictionary<string, double>)Normalised(hit.Scores));
    }

    private static Dictionary<string, double> Normalised(List<(string Field, double Score)> scores)
    {
        var sum = scores.Sum(score => score.Score);
        return scores.Where(score => score.Score > 0).OrderByDescending(score => score.Score)
            .ToDictionary(score => score.Field, score => Math.Round(score.Score / sum, 2), StringComparer.Ordinal);
    }

    private static string Bm25(Func<string, bool> counts) => string.Create(
        CultureInfo.InvariantCulture,
        $"-bm25(model_text, {string.Join(", ", Fields.Select(field => counts(field.Field) ? field.Weight.ToString("0.0", CultureInfo.InvariantCulture) : "0.0"))}, 0.0)");
}
