namespace Mcp.Tools.Runners.GitHub.Wire;

internal sealed record RunnerLabelWire(string Name);
