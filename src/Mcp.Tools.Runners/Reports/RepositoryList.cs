using System.Collections.Immutable;
using System.ComponentModel;

namespace Mcp.Tools.Runners.Reports;

/// <summary>The answer of <c>list_repositories</c>.</summary>
internal sealed record RepositoryList : PagedAnswer
{
    [Description("Whether the configuration names the repositories; else they are found by what the credential sees.")]
    public required bool Named { get; init; }

    public required DemandReading Demand { get; init; }

    [Description("How many are served.")]
    public required int Served { get; init; }

    [Description("The repositories, those with waiting jobs first, then by name.")]
    public required ImmutableArray<KnownRepository> Repositories { get; init; }
}
