namespace Mcp.Tools.Runners.GitHub.ScaleSets.Wire;

internal sealed record LabelWire(string Name, string Type = "System");
