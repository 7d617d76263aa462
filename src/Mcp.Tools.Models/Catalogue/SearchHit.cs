namespace Mcp.Tools.Models.Catalogue;

/// <summary>A model that was found.</summary>
/// <param name="Score">How well it matches; higher is better, comparable within one search only.</param>
/// <param name="Shares">For each field that matches, its part of the score, together 1.</param>
internal sealed record SearchHit(CatalogueEntry Entry, double Score, IReadOnlyDictionary<string, double> Shares)
{
    /// <summary>Where meaning counts too: how well the words match, against the best, from 0 to 1.</summary>
    public double? Words { get; init; }

    /// <summary>How near the meaning is, from -1 to 1; null: not compared.</summary>
    public double? Meaning { get; init; }
}
