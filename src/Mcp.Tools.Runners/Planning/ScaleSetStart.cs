namespace Mcp.Tools.Runners.Planning;

/// <summary>A runner to start in a scale set.</summary>
/// <param name="Repository">Where it belongs; in an organisation's set it may serve another one.</param>
/// <param name="Job">A job that waits for the set; null: only the set's count is known, or it is kept ready.</param>
internal sealed record ScaleSetStart(RunnerPool Pool, int SetId, RepositoryName Repository, WorkflowJob? Job);
