using System.Collections.Immutable;
using System.ComponentModel;

namespace Mcp.Tools.Runners.Reports;

/// <summary>The answer of <c>filter_by_arch</c>.</summary>
internal sealed record JobsByArchitecture : PagedAnswer
{
    [Description("The architecture that was asked for.")]
    public required string Architecture { get; init; }

    [Description("The status of the jobs that were judged; all, where a run or job was named.")]
    public required string Status { get; init; }

    public required DemandReading Demand { get; init; }

    [Description("Where the jobs come from: the ledger, or GitHub where a run or job was named.")]
    public required Provenance Seen { get; init; }

    [Description("How many jobs fit, are of another architecture or system, are GitHub's own, or name none (unspecified).")]
    public required ImmutableSortedDictionary<string, int> Counts { get; init; }

    [Description("The jobs, oldest first, each with its verdict and what says so.")]
    public required ImmutableArray<JudgedJob> Jobs { get; init; }

    [Description("The runs, oldest first, where whole runs were asked for; 'jobs' is empty then.")]
    public ImmutableArray<JudgedRun>? Runs { get; init; }
}
