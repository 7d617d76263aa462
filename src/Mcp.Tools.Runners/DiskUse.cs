namespace Mcp.Tools.Runners;

/// <summary>How much a runner has written into its volume.</summary>
/// <param name="Bytes">In bytes, with what its image brought.</param>
/// <param name="AsOf">When it was measured.</param>
public sealed record DiskUse(long Bytes, DateTimeOffset AsOf);
