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

    // To score one row the index reads all rows with each of the words; a word that so many models have says little and is not scored.
    private const int MostScored = 20_000;

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

        var matching = Rows(connection, "model_text", SearchWords.Fields, words, match, filter, MostCounted);
        var ranked = Rank(connection, matching, words, match, filter, offset + limit);
        var hits = ranked.Skip(offset).Take(limit).Select(hit => (hit.Score, Entry: Entry(connection, hit.Row)));
        return new SearchPage(
            [.. hits.Select(hit => new SearchHit(hit.Entry, Math.Round(hit.Score, 3), SearchShares.Of(hit.Entry.Record, words, match)))], matching.Count, ranked.Count, match != WordMatch.Any || words.Count == 1);
    }

    private static List<(long Row, double Score)> Rank(
        SqliteConnection connection, IReadOnlyList<long> matching, IReadOnlyList<string> words, WordMatch match, ModelFilter filter, int wanted)
    {
        var named = matching.Count > MostRanked ? Rows(connection, "model_names", SearchWords.NamingFields, words, match, filter, MostRanked) : [];
        var first = named.ToHashSet();
        List<long> others = named.Count > wanted ? [] : [.. matching.Take(MostRanked).Where(row => !first.Contains(row))];
        var scores = matching.Count < MostCounted ? Scores(connection, [.. named, .. others], words, match) : [];
        return [.. Ordered(named), .. Ordered(others)];

        IEnumerable<(long Row, double Score)> Ordered(IReadOnlyList<long> rows) =>
            rows.Select(row => (Row: row, Score: scores.GetValueOrDefault(row))).OrderByDescending(hit => hit.Score).ThenByDescending(hit => hit.Row);
    }

    // The last registered first.
    private static IReadOnlyList<long> Rows(
        SqliteConnection connection, string index, string fields, IReadOnlyList<string> words, WordMatch match, ModelFilter filter, int most)
    {
        var size = ModelCatalogue.Size(filter);
        var join = filter.HasSize ? " CROSS JOIN model_entries e ON e.row = t.rowid" : "";
        return connection.Column(
            $"SELECT t.rowid FROM {index} t{join} WHERE {index} MATCH $expression{size.Sql} ORDER BY t.rowid DESC LIMIT $most",
            [.. size.Values, ("$expression", SearchWords.Expression(words, match, fields, Facets.Of(filter))), ("$most", most)]);
    }

    // The filter's words are left out: the rows passed it, and each word costs a look at all rows that have it. The plus keeps SQLite from
    // asking the index anew for each row.
    private static Dictionary<long, double> Scores(SqliteConnection connection, IReadOnlyList<long> rows, IReadOnlyList<string> words, WordMatch match)
    {
        var telling = words.Count == 1 ? words : [.. words.Where((word, at) => IsTelling(connection, SearchWords.Term(words, match, at)))];
        return rows.Count == 0 || telling.Count == 0
            ? []
            : connection.List(
                $"SELECT t.rowid, {Score} FROM model_text t WHERE model_text MATCH $expression AND +t.rowid IN (SELECT value FROM json_each($rows))",
                row => (Row: row.GetInt64(0), Score: row.GetDouble(1)),
                ("$expression", SearchWords.Scored(words, match, telling)),
                ("$rows", $"[{string.Join(',', rows)}]")).ToDictionary(hit => hit.Row, hit => hit.Score);
    }

    private static bool IsTelling(SqliteConnection connection, string term) => connection.Number(
        "SELECT COUNT(*) FROM (SELECT 1 FROM model_text WHERE model_text MATCH $term LIMIT $most)", ("$term", term), ("$most", MostScored)) < MostScored;

    private static CatalogueEntry Entry(SqliteConnection connection, long row) =>
        connection.First($"SELECT {EntryRow.Columns} FROM model_entries e WHERE e.row = $row", EntryRow.Read, ("$row", row))!;
}
