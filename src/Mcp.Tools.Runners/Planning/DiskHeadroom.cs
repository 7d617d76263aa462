namespace Mcp.Tools.Runners.Planning;

/// <summary>What is free where the engine keeps its containers, and what must stay free, in bytes.</summary>
internal sealed record DiskHeadroom(long FreeBytes, long MinimumBytes)
{
    public bool IsTooLittle => FreeBytes < MinimumBytes;
}
