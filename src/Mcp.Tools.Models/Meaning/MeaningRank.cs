using Mcp.Tools.Models.Catalogue;

namespace Mcp.Tools.Models.Meaning;

/// <summary>Orders what was found by words by how near it is in meaning too, both for half of the score. Pure.</summary>
internal static class MeaningRank
{
    /// <param name="hits">In the order by words.</param>
    /// <param name="vectors">By row; a hit without one keeps half of its score by words.</param>
    public static IReadOnlyList<SearchHit> Order(IReadOnlyList<SearchHit> hits, ReadOnlySpan<float> query, IReadOnlyDictionary<long, float[]> vectors)
    {
        var best = hits.Count == 0 ? 0 : hits.Max(hit => hit.Score);
        List<SearchHit> ordered = [];
        foreach (var hit in hits)
        {
            var words = best > 0 ? Math.Clamp(hit.Score / best, 0, 1) : 1;
            var meaning = vectors.TryGetValue(hit.Entry.Row, out var vector) ? Cosine(query, vector) : 0;
            ordered.Add(hit with { Score = Math.Round((words + meaning) / 2, 3), Words = Math.Round(words, 2), Meaning = Math.Round(meaning, 2) });
        }

        return [.. ordered.OrderByDescending(hit => hit.Score)];
    }

    /// <summary>From -1, opposite, to 1, the same direction; 0 where there is nothing to compare.</summary>
    public static double Cosine(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        if (one.Length != other.Length)
        {
            return 0;
        }

        double product = 0, squares = 0, otherSquares = 0;
        for (var at = 0; at < one.Length; at++)
        {
            product += (double)one[at] * other[at];
            squares += (double)one[at] * one[at];
            otherSquares += (double)other[at] * other[at];
        }

        return squares > 0 && otherSquares > 0 && product / Math.Sqrt(squares * otherSquares) is var cosine && double.IsFinite(cosine) ? Math.Clamp(cosine, -1, 1) : 0;
    }
}
