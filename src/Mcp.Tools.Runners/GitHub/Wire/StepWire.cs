namespace Mcp.Tools.Runners.GitHub.Wire;

/// <summary>A step of a job. The times are absent while it has not begun.</summary>
internal sealed record StepWire(
    string Name, string? Conclusion = null, int Number = 0, DateTimeOffset? StartedAt = null, DateTimeOffset? CompletedAt = null);
