namespace Mcp.Tools.Runners.GitHub.Wire;

internal sealed record InstallationWire(long Id, InstallationAccountWire? Account = null, DateTimeOffset? SuspendedAt = null, string? AppSlug = null);
