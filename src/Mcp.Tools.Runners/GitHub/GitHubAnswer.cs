namespace Mcp.Tools.Runners.GitHub;

/// <summary>A body that was read, and the address of the next page where there is one.</summary>
internal sealed record GitHubAnswer<T>(T Body, Uri? Next);
