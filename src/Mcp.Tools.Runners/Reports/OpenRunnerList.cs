using System.Collections.Immutable;
using System.ComponentModel;

namespace Mcp.Tools.Runners.Reports;

/// <summary>The answer of <c>list_runners</c>.</summary>
internal sealed record OpenRunnerList : PagedAnswer
{
    [Description("How many runners of the repository and pool asked for are in which state; states without one are left out.")]
    public required ImmutableSortedDictionary<string, int> ByState { get; init; }

    [Description("How many of them ledger and GitHub disagree about, ghosts included.")]
    public required int Disagreeing { get; init; }

    [Description("The ledger's rows.")]
    public required Provenance Seen { get; init; }

    [Description("GitHub's listings; the oldest of them. Absent where none could be read.")]
    public Provenance? GithubSeen { get; init; }

    public required int RepositoriesRead { get; init; }

    public required int RepositoriesUnread { get; init; }

    [Description("Repositories whose runners GitHub did not list, with the reason, 20 at most: for their runners only the ledger speaks, and their ghosts are unknown.")]
    public required ImmutableArray<UnreadRepository> Unread { get; init; }

    [Description("Where the containers' part comes from, and how old it is.")]
    public required string ContainerView { get; init; }

    public required EngineReading Engine { get; init; }

    [Description("The runners: ghosts first, then the oldest.")]
    public required ImmutableArray<OpenRunner> Runners { get; init; }
}
