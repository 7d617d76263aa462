using System.Collections.Immutable;

namespace Mcp.Tools.Runners.Planning;

/// <summary>What GitHub's listings of runners left open.</summary>
/// <param name="Unread">Repositories whose runners could not be read: nothing is concluded about them.</param>
/// <param name="Unlisted">Runners, by the ledger's id, that were online or busy and that GitHub has not listed for a while.</param>
internal sealed record RunnersSeen(ImmutableHashSet<RepositoryName> Unread, ImmutableHashSet<string> Unlisted)
{
    /// <summary>All was read and all was there.</summary>
    public static RunnersSeen Everything { get; } = new([], []);
}
