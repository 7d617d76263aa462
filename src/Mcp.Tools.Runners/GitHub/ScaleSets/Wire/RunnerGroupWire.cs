namespace Mcp.Tools.Runners.GitHub.ScaleSets.Wire;

internal sealed record RunnerGroupWire(int Id, string Name, bool IsDefaultGroup = false);
