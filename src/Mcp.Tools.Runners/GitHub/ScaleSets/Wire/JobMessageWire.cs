namespace Mcp.Tools.Runners.GitHub.ScaleSets.Wire;

/// <summary>All kinds of entries in one: what a kind lacks stays empty. Times are texts, because "none" is the year 1 or an empty text.</summary>
internal sealed record JobMessageWire(
    string MessageType,
    long RunnerRequestId = 0,
    string? RepositoryName = null,
    string? OwnerName = null,
    string? JobId = null,
    string? JobWorkflowRef = null,
    string? JobDisplayName = null,
    long WorkflowRunId = 0,
    string? EventName = null,
    string[]? RequestLabels = null,
    string? QueueTime = null,
    string? ScaleSetAssignTime = null,
    string? RunnerAssignTime = null,
    string? FinishTime = null,
    long RunnerId = 0,
    string? RunnerName = null,
    string? Result = null);
