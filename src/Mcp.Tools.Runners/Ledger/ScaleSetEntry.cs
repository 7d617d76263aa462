using Mcp.Tools.Runners.GitHub.ScaleSets;

namespace Mcp.Tools.Runners.Ledger;

/// <summary>A pool's scale set as the ledger has it.</summary>
/// <param name="Place">The config URL.</param>
/// <param name="SessionId">The session that this controller has opened and not closed, perhaps in an earlier process.</param>
/// <param name="StatisticsAt">When the counts came.</param>
internal sealed record ScaleSetEntry(
    string Pool,
    string Place,
    int SetId,
    string Name,
    Guid? SessionId,
    long? LastMessageId,
    DateTimeOffset? LastMessageAt,
    ScaleSetStatistics? Statistics,
    DateTimeOffset? StatisticsAt);
