namespace Mcp.Tools.Runners.GitHub.Wire;

internal sealed record InstallationRepositoriesWire(int TotalCount, RepositoryWire[] Repositories);
