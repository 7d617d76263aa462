namespace Mcp.Tools.Runners.GitHub.Wire;

internal sealed record AppClaims(long Iat, long Exp, string Iss);
