namespace Mcp.Tools.Runners.Reports;

/// <summary>Which ended runners are asked for; null: all.</summary>
internal sealed record EndedRunnersQuestion(RepositoryName? Repository, string? Pool, DateTimeOffset Since);
