namespace Mcp.Tools.Models.Catalogue;

/// <summary>An input or an output of a model.</summary>
internal sealed record ModelPort(string Name, string? DataType, string? Shape, string? Description, bool? Optional);
