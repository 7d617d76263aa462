namespace Mcp.Tools.Runners.GitHub;

/// <summary>A registration token: anyone who has it can add runners to the repository until it expires.</summary>
internal sealed record RegistrationToken(Secret Token, DateTimeOffset ExpiresAt);
