using System.Collections.Immutable;

namespace Mcp.Tools.Runners.Reports;

/// <summary>The jobs of one workflow run, as the ledger has them.</summary>
internal sealed record RunJobList : Answer
{
    public required string Repository { get; init; }

    public required long RunId { get; init; }

    public required int Total { get; init; }

    public required bool Truncated { get; init; }

    public required ImmutableSortedDictionary<string, int> ByStatus { get; init; }

    public required ImmutableArray<ListedJob> Jobs { get; init; }
}
