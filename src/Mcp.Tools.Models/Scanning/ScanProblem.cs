namespace Mcp.Tools.Models.Scanning;

/// <summary>Something that could not be read, and why.</summary>
internal sealed record ScanProblem(string What, string Why);
