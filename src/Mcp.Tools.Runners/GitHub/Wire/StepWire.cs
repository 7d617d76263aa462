namespace Mcp.Tools.Runners.GitHub.Wire;

internal sealed record StepWire(string Name, string? Conclusion = null);
