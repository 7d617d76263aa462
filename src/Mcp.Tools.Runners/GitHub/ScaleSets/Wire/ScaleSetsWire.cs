namespace Mcp.Tools.Runners.GitHub.ScaleSets.Wire;

internal sealed record ScaleSetsWire(ScaleSetWire[] Value, int Count = 0);
