namespace Mcp.Tools.Runners.Planning;

/// <summary>A start that failed.</summary>
/// <param name="Repository">Null: any repository's start in the pool would have failed.</param>
internal sealed record StartFailure(string Pool, RepositoryName? Repository, string Code, string Reason);
