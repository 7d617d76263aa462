namespace Mcp.Tools.Models.Catalogue;

/// <summary>A page of a list.</summary>
/// <param name="Entries">Those on it.</param>
/// <param name="Total">How many pass in all.</param>
/// <param name="More">Whether more follow.</param>
internal sealed record ModelPage(IReadOnlyList<CatalogueEntry> Entries, long Total, bool More);
