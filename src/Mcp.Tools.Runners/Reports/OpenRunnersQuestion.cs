namespace Mcp.Tools.Runners.Reports;

/// <summary>Which open runners are asked for; null: all.</summary>
/// <param name="State">A state as a word, or <see cref="OpenRunner.Ghost"/>.</param>
internal sealed record OpenRunnersQuestion(RepositoryName? Repository, string? Pool, string? State);
