namespace Mcp.Tools.Runners.GitHub.Wire;

internal sealed record RepositoryWire(
    string FullName,
    bool Private,
    bool Archived = false,
    DateTimeOffset? PushedAt = null,
    RepositoryPermissionsWire? Permissions = null);
