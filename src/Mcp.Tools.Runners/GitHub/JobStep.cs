namespace Mcp.Tools.Runners.GitHub;

/// <summary>A step of a job.</summary>
/// <param name="Conclusion">Null: it has not ended.</param>
/// <param name="StartedAt">Null: it has not begun. GitHub gives whole seconds.</param>
internal sealed record JobStep(int Number, string Name, string? Conclusion, DateTimeOffset? StartedAt, DateTimeOffset? CompletedAt);
