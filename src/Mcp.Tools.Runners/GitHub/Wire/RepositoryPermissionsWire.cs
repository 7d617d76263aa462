namespace Mcp.Tools.Runners.GitHub.Wire;

internal sealed record RepositoryPermissionsWire(bool Admin = false);
