namespace Mcp.Tools.Runners.GitHub;

/// <summary>A repository, as far as it matters here.</summary>
internal sealed record GitHubRepository(RepositoryName Name, bool Private, bool Archived, DateTimeOffset? PushedAt);
