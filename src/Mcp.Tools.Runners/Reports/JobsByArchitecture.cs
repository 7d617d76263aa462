using System.Collections.Immutable;
using System.ComponentModel;

namespace Mcp.Tools.Runners.Reports;

/// <summary>The answer of <c>filter_by_arch</c>.</summary>
internal sealed record JobsByArchitecture : PagedAnswer
{
    [Description("The architecture that was asked for.")]
    public required string Architecture { get; init; }

    [Description("The status of the jobs that were judged.")]
    public required string Status { get; init; }

    public required DemandReading Demand { get; init; }

    [Description("How many jobs fit, are of another architecture or system, are GitHub's own, or name none (unspecified).")]
    public required ImmutableSortedDictionary<string, int> Counts { get; init; }

    [Description("The jobs, oldest first, each with its verdict and what says so.")]
    public required ImmutableArray<JudgedJob> Jobs { get; init; }
}
