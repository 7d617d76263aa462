using System.Collections.Immutable;
using System.ComponentModel;

namespace Mcp.Tools.Runners.Reports;

/// <summary>The answer of <c>clean_up_runners</c>.</summary>
internal sealed record RunnerCleanUp : PagedAnswer
{
    [Description("Whether nothing was asked for: only what would be done was looked up.")]
    public required bool DryRun { get; init; }

    [Description("Names exactly the list of what would be done. Pass it with 'dry_run': false to have it done. Absent where there is nothing to do, and once it is asked for.")]
    public string? Plan { get; init; }

    [Description("How many things would be done, or are asked for now.")]
    public required int ToDo { get; init; }

    [Description("How many things are left alone, each with the reason.")]
    public required int LeftAlone { get; init; }

    [Description("Runners of somebody else that GitHub lists in these repositories. They are never touched.")]
    public required int OfOthers { get; init; }

    [Description("What is left over: first what would be done, then what is left alone.")]
    public required ImmutableArray<LeftoverItem> Items { get; init; }

    [Description("The last clean-ups, newest first, 10 at most: what people asked for and what the autoscaler's own sweeps did.")]
    public required ImmutableArray<CleanUpRecord> Recent { get; init; }

    [Description("Where what is known of containers comes from, and how old it is.")]
    public required string ContainerView { get; init; }

    [Description("GitHub's listings; the oldest of them. Absent where none could be read.")]
    public Provenance? GithubSeen { get; init; }

    public required int RepositoriesRead { get; init; }

    public required int RepositoriesUnread { get; init; }

    [Description("Repositories whose runners GitHub did not list, with the reason, 20 at most: nothing is known or done there.")]
    public required ImmutableArray<UnreadRepository> Unread { get; init; }

    public required bool AutoscalerAlive { get; init; }

    [Description("The ledger's rows.")]
    public required Provenance Seen { get; init; }
}
