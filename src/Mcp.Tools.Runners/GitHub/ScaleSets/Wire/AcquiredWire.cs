namespace Mcp.Tools.Runners.GitHub.ScaleSets.Wire;

internal sealed record AcquiredWire(long[] Value, int Count = 0);
