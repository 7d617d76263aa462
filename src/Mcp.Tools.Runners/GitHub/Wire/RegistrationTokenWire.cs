namespace Mcp.Tools.Runners.GitHub.Wire;

internal sealed record RegistrationTokenWire(Secret Token, DateTimeOffset ExpiresAt);
