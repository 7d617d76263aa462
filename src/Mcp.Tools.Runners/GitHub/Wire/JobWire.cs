namespace Mcp.Tools.Runners.GitHub.Wire;

/// <summary>
/// A job. An older Enterprise Server leaves <c>created_at</c> out; <c>started_at</c> is then the same moment for a queued job.
/// </summary>
internal sealed record JobWire(
    long Id,
    long RunId,
    string Name,
    string Status,
    string[] Labels,
    string? Conclusion = null,
    DateTimeOffset? CreatedAt = null,
    DateTimeOffset? StartedAt = null,
    DateTimeOffset? CompletedAt = null,
    string? WorkflowName = null,
    string? HtmlUrl = null,
    long? RunnerId = null,
    string? RunnerName = null,
    StepWire[]? Steps = null);
