namespace Mcp.Tools.Runners.GitHub.ScaleSets.Wire;

internal sealed record RunnersWire(RunnerWire[] Value, int Count = 0);
