using System.Collections.Immutable;
using Mcp.Tools.Runners.GitHub;

namespace Mcp.Tools.Runners.Reports;

/// <summary>The runners that GitHub lists for a repository, or why it could not be asked.</summary>
/// <param name="Whole">Whether what is not in the list does not exist.</param>
/// <param name="AsOf">When GitHub answered.</param>
/// <param name="Unread">Why nothing is known; null: it was read.</param>
internal sealed record RepositoryRunners(RepositoryName Repository, ImmutableArray<GitHubRunner> Runners, bool Whole, DateTimeOffset AsOf, string? Unread);
