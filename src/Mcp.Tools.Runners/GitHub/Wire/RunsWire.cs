namespace Mcp.Tools.Runners.GitHub.Wire;

internal sealed record RunsWire(int TotalCount, RunWire[] WorkflowRuns);
