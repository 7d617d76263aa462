namespace Mcp.Tools.Models.Host;

/// <summary>A GPU as its driver reports it.</summary>
internal sealed record Gpu(string Name, long TotalBytes, long FreeBytes);
