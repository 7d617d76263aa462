using System.Collections.Immutable;
using System.ComponentModel;

namespace Mcp.Tools.Runners.Reports;

/// <summary>The answer of <c>list_failed_runs</c>.</summary>
internal sealed record FailedRunList : PagedAnswer
{
    [Description("Only runs created at or after it.")]
    public required DateTimeOffset Since { get; init; }

    public required Provenance Seen { get; init; }

    public required int RepositoriesRead { get; init; }

    [Description("Repositories that could not be read, with the reason: nothing is known about them.")]
    public required ImmutableArray<UnreadRepository> Unread { get; init; }

    [Description("Runs by the architecture of their failed jobs, among those that were looked into.")]
    public required ImmutableSortedDictionary<string, int> ByArchitecture { get; init; }

    [Description("The runs, newest first.")]
    public required ImmutableArray<FailedRun> Runs { get; init; }
}
