namespace Mcp.Tools.Models.Host;

/// <summary>The host's main memory; the sizes are null when they could not be read.</summary>
/// <param name="TotalBytes">All of it.</param>
/// <param name="AvailableBytes">What can be had without swapping.</param>
/// <param name="Source">Where it was read.</param>
/// <param name="ReadAt">When.</param>
/// <param name="Reason">Why the sizes are unknown; null when they are known.</param>
internal sealed record HostMemory(long? TotalBytes, long? AvailableBytes, string Source, DateTimeOffset ReadAt, string? Reason);
