namespace Mcp.Tools.Runners.Planning;

/// <summary>A runner to retire, and why.</summary>
internal sealed record PlannedRetirement(RunnerInfo Runner, string Code, string Reason);
