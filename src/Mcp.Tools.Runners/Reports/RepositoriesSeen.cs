using Mcp.Tools.Runners.DemandSources;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Reports;

/// <summary>What the ledger has about repositories.</summary>
/// <param name="Open">The jobs that are not over.</param>
/// <param name="Told">Whether webhooks said that a repository is public.</param>
/// <param name="History">What the poller remembers.</param>
internal sealed record RepositoriesSeen(
    Situation Situation, IReadOnlyList<ObservedJob> Open, IReadOnlyDictionary<RepositoryName, (bool IsPublic, DateTimeOffset At)> Told, IReadOnlyDictionary<RepositoryName, PollHistoryEntry> History);
