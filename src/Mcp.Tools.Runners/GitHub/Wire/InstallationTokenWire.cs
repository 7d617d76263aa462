namespace Mcp.Tools.Runners.GitHub.Wire;

internal sealed record InstallationTokenWire(Secret Token, DateTimeOffset ExpiresAt, Dictionary<string, string>? Permissions = null);
