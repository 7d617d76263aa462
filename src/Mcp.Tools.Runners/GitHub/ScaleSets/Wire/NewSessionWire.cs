namespace Mcp.Tools.Runners.GitHub.ScaleSets.Wire;

internal sealed record NewSessionWire(string OwnerName);
