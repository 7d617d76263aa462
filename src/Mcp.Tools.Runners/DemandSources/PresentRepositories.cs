using Mcp.Tools.Runners.GitHub;

namespace Mcp.Tools.Runners.DemandSources;

/// <summary>The repositories that are configured, were pushed to lately, or where something is under way.</summary>
/// <param name="Listed">What GitHub's listing said of them in this pass.</param>
internal sealed record PresentRepositories(HashSet<RepositoryName> Names, Dictionary<RepositoryName, GitHubRepository> Listed, bool Truncated)
{
    /// <summary>Null: not in the listing. What an earlier pass has seen does not count: a repository can be made public at any time.</summary>
    public bool? IsPublic(RepositoryName name) => Listed.TryGetValue(name, out var repository) ? !repository.Private : null;
}
