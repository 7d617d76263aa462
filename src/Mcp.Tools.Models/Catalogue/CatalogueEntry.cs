namespace Mcp.Tools.Models.Catalogue;

/// <summary>A model in the catalogue.</summary>
/// <param name="Row">Its place in lists; stays over changes.</param>
internal sealed record CatalogueEntry(
    long Row, ModelRecord Record, DateTimeOffset RegisteredAt, DateTimeOffset UpdatedAt, DateTimeOffset? LastUsedAt, long UseCount);
