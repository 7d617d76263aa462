using System.Collections.Immutable;

namespace Mcp.Tools.Runners.GitHub;

/// <summary>The runners that GitHub lists for a repository, or why it could not be asked.</summary>
/// <param name="Whole">Whether what is not in the list does not exist.</param>
/// <param name="AsOf">When GitHub answered.</param>
/// <param name="Unread">Why nothing is known; null: it was read.</param>
internal sealed record RepositoryRunners(RepositoryName Repository, ImmutableArray<GitHubRunner> Runners, bool Whole, DateTimeOffset AsOf, string? Unread)
{
    /// <summary>Asks GitHub; a failure is a value here, because the other repositories are still to be read.</summary>
    public static async Task<RepositoryRunners> ReadAsync(GitHubApi gitHub, RepositoryName repository, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            var listing = await gitHub.ListRunnersAsync(repository, cancellationToken);
            return new(repository, listing.Items, !listing.Truncated, listing.AsOf, Unread: null);
        }
        catch (GitHubException ex)
        {
            return new(repository, [], Whole: false, time.GetUtcNow(), ex.Message);
        }
    }
}
