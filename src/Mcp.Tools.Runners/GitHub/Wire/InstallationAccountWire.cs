namespace Mcp.Tools.Runners.GitHub.Wire;

internal sealed record InstallationAccountWire(string? Login = null);
