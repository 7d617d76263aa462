using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Mcp.Tools.Models.Catalogue;

/// <summary>
/// Finds models by words. However many match, a search costs a few milliseconds: more than <see cref="MostCounted"/> are not counted, more
/// than <see cref="MostRanked"/> are not ranked against each other; then those with the words in id or name come first, newest first.
/// </summary>
internal sealed class ModelSearch(CatalogueDatabase database)
{
    public const int MostCounted = 10_000;

    public const int MostRanked = 1000;

    private const string AllFields = "id name description tags card";
    private const string NamingFields = "id name";

    private static readonly string Score = string.Create(
        CultureInfo.InvariantCulture, $"-bm25(model_text, {string.Join(", ", SearchShares.Weights.Select(weight => weight.ToString("0.0", CultureInfo.InvariantCulture)))}, 0.0)");

    /// <summary>All words as they are; if no model has them, the last one as the beginning of a word; if still none, any of them.</summary>
    public SearchPage Find(string text, ModelFilter filter, int offset, int limit) => database.Read(connection =>
    {
        var words = SearchWords.Of(text);
        foreach (var match in Enum.GetValues<WordMatch>())
        {
            var page = Find(connection, words, match, filter, offset, limit);
            if (page.Total > 0 || match == WordMatch.Any)
            {
                return page;
            }
        }

        throw new UnreachableException();
    });

    private static SearchPage Find(SqliteConnection connection, IReadOnlyList<string> words, WordMatch match, ModelFilter filter, int offset, int limit)
    {
        if (words.Count == 0)
        {
            return new SearchPage([], 0, 0, true);
        }

        var facets = Facets.Of(filter);
        var size = ModelCatalogue.Size(filter);
        var join = filter.HasSize ? "t CROSS JOIN model_entries e ON e.row = t.rowid" : "t";
        var matching = $"FROM model_text {join} WHERE model_text MATCH $expression{size.Sql}";
        var total = connection.Number(
            $"SELECT COUNT(*) FROM (SELECT 1 {matching} LIMIT $most)", [.. size.Values, ("$expression", Expression(AllFields)), ("$most", MostCounted)]);
        var ranked = Rank(Candidates, total, offset + limit);
        var hits = ranked.Skip(offset).Take(limit).Select(hit => (hit.Score, Entry: Entry(connection, hit.Row)));
        return new SearchPage(
            [.. hits.Select(hit => new SearchHit(hit.Entry, Math.Round(hit.Score, 3), SearchShares.Of(hit.Entry.Record, words, match)))], total, ranked.Count, match != WordMatch.Any || words.Count == 1);

        string Expression(string fields) => SearchWords.Expression(words, match, fields, facets);

        IReadOnlyList<(long Row, double Score)> Candidates(string fields, bool scored) => connection.List(
            $"SELECT row, score FROM (SELECT t.rowid AS row, {(scored ? Score : "0.0")} AS score {matching} ORDER BY t.rowid DESC LIMIT $ranked) ORDER BY score DESC, row DESC",
            row => (row.GetInt64(0), row.GetDouble(1)),
            [.. size.Values, ("$expression", Expression(fields)), ("$ranked", MostRanked)]);
    }

    // To score one row the index reads all rows with the word; so not where that is a large part of all models and says little.
    private static IReadOnlyList<(long Row, double Score)> Rank(Func<string, bool, IReadOnlyList<(long Row, double Score)>> candidates, long total, int wanted)
    {
        if (total <= MostRanked)
        {
            return candidates(AllFields, true);
        }

        var scored = total < MostCounted;
        var named = candidates(NamingFields, scored);
        if (named.Count > wanted)
        {
            return named;
        }

        var rows = named.Select(hit => hit.Row).ToHashSet();
        return [.. named, .. candidates(AllFields, scored).Where(hit => !rows.Contains(hit.Row))];
    }

    private static CatalogueEntry Entry(SqliteConnection connection, long row) =>
        connection.First($"SELECT {EntryRow.Columns} FROM model_entries e WHERE e.row = $row", EntryRow.Read, ("$row", row))!;
}
