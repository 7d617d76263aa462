namespace Mcp.Tools.Runners.GitHub;

/// <summary>A runner group of an organisation or an enterprise.</summary>
/// <param name="Visibility"><c>all</c>, <c>private</c> or <c>selected</c>.</param>
/// <param name="AllowsPublicRepositories">Whether jobs of public repositories may come to its runners.</param>
internal sealed record RunnerGroup(long Id, string Name, bool IsDefault, string Visibility, bool AllowsPublicRepositories);
