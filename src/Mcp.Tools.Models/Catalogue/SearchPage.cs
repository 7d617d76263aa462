namespace Mcp.Tools.Models.Catalogue;

/// <summary>A page of what was found.</summary>
/// <param name="Total">How many match; <see cref="ModelSearch.MostCounted"/>: at least so many.</param>
/// <param name="Ranked">How many of them were put into an order.</param>
/// <param name="AllWords">Whether every word had to match; false: no model has all of them.</param>
internal sealed record SearchPage(IReadOnlyList<SearchHit> Hits, long Total, long Ranked, bool AllWords)
{
    /// <summary>Whether meaning was to count, but could not be compared.</summary>
    public bool MeaningFailed { get; init; }
}
