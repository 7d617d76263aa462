namespace Mcp.Tools.Models.Scanning;

/// <summary>A list in a GGUF file, of which only the length and the first number are kept.</summary>
internal sealed record GgufArray(long Count, object? First);
