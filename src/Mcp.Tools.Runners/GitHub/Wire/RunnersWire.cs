namespace Mcp.Tools.Runners.GitHub.Wire;

internal sealed record RunnersWire(int TotalCount, RunnerWire[] Runners);
