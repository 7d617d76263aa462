namespace Mcp.Tools.Runners.GitHub.ScaleSets.Wire;

internal sealed record ProblemWire(string? TypeName = null, string? Message = null);
