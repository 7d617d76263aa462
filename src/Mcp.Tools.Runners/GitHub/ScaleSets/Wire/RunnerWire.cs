namespace Mcp.Tools.Runners.GitHub.ScaleSets.Wire;

internal sealed record RunnerWire(long Id, string Name, int RunnerScaleSetId = 0);
