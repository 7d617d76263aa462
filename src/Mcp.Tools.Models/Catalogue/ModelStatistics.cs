namespace Mcp.Tools.Models.Catalogue;

/// <summary>The catalogue in numbers.</summary>
/// <param name="Total">All models.</param>
/// <param name="WithPerformance">Those with at least one performance figure.</param>
/// <param name="WithCompatibility">Those whose size is known, so that it can be said whether they fit.</param>
internal sealed record ModelStatistics(
    long Total, long WithPerformance, long WithCompatibility, IReadOnlyList<NamedCount> ByArchitecture, IReadOnlyList<NamedCount> ByTask, IReadOnlyList<CatalogueEntry> MostUsed);
