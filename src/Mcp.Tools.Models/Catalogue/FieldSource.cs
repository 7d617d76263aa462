namespace Mcp.Tools.Models.Catalogue;

/// <summary>Where a field comes from.</summary>
/// <param name="Evidence">How it is known.</param>
/// <param name="Source">A file's name, an address, or the tool that a person used.</param>
/// <param name="At">When it was learned.</param>
internal sealed record FieldSource(Evidence Evidence, string Source, DateTimeOffset At);
