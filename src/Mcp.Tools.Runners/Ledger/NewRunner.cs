using System.Collections.Immutable;

namespace Mcp.Tools.Runners.Ledger;

/// <summary>A runner to be written down before anything of it exists.</summary>
internal sealed record NewRunner(
    string Pool,
    RepositoryName Repository,
    ImmutableArray<string> Labels,
    string RequestedBy,
    long? ForJobId,
    RunnerState State,
    string Reason)
{
    /// <summary>The scale set that it is to be registered in; null: for its repository.</summary>
    public int? ScaleSetId { get; init; }
}
