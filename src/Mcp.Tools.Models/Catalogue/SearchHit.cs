namespace Mcp.Tools.Models.Catalogue;

/// <summary>A model that was found.</summary>
/// <param name="Score">How well it matches; higher is better, comparable within one search only.</param>
/// <param name="Shares">For each field that matches, its part of the score, together 1.</param>
internal sealed record SearchHit(CatalogueEntry Entry, double Score, IReadOnlyDictionary<string, double> Shares);
