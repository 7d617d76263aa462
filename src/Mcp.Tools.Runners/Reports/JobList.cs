using System.Collections.Immutable;
using System.ComponentModel;

namespace Mcp.Tools.Runners.Reports;

/// <summary>The answer of <c>list_jobs</c>.</summary>
internal sealed record JobList : PagedAnswer
{
    [Description("Only jobs that were queued at or after it; absent: open ones whenever they were queued.")]
    public DateTimeOffset? Since { get; init; }

    public required DemandReading Demand { get; init; }

    [Description("How many of them are in each status.")]
    public required ImmutableSortedDictionary<string, int> ByStatus { get; init; }

    [Description("Whether more rows exist than were read, so that all totals are of the newest ones only.")]
    public required bool RowsCut { get; init; }

    [Description("The jobs, last queued first.")]
    public required ImmutableArray<ListedJob> Jobs { get; init; }
}
