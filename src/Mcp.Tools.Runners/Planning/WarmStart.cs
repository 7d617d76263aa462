namespace Mcp.Tools.Runners.Planning;

/// <summary>A runner to start for no job, so that the next one need not wait.</summary>
internal sealed record WarmStart(RunnerPool Pool, RepositoryName Repository);
