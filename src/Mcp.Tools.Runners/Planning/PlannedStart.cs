namespace Mcp.Tools.Runners.Planning;

/// <summary>A runner to start for a job.</summary>
internal sealed record PlannedStart(WorkflowJob Job, RunnerPool Pool);
