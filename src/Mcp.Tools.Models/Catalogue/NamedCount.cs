namespace Mcp.Tools.Models.Catalogue;

/// <summary>How many there are of something.</summary>
internal sealed record NamedCount(string Name, long Count);
