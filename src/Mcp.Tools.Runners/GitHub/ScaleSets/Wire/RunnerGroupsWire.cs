namespace Mcp.Tools.Runners.GitHub.ScaleSets.Wire;

internal sealed record RunnerGroupsWire(RunnerGroupWire[] Value, int Count = 0);
