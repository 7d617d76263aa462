namespace Mcp.Tools.Runners.GitHub.Wire;

internal sealed record RunnerGroupsWire(int TotalCount, RunnerGroupWire[] RunnerGroups);
