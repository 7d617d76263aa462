namespace Mcp.Server.Clients;

/// <summary>A member of an object or an element of an array, by its place in the text.</summary>
/// <param name="Name">The member's name; null for an element.</param>
/// <param name="Start">Where its name begins, or an element's value.</param>
/// <param name="ValueStart">Where its value begins.</param>
/// <param name="End">Behind its value.</param>
internal sealed record ConfigItem(string? Name, int Start, int ValueStart, int End);
