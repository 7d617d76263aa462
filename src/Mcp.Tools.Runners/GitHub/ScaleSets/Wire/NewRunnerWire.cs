namespace Mcp.Tools.Runners.GitHub.ScaleSets.Wire;

internal sealed record NewRunnerWire(string Name, string WorkFolder);
