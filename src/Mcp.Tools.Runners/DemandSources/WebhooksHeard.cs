using System.Collections.Immutable;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.DemandSources;

/// <summary>What webhooks have told, as the ledger has it at one moment.</summary>
/// <param name="LastAt">When the last delivery came in, or a list of deliveries was read; null: never.</param>
/// <param name="Open">Jobs that have not ended, oldest first.</param>
/// <param name="Visibility">Whether the repositories are public, and when that was told.</param>
internal sealed record WebhooksHeard(
    DateTimeOffset? LastAt, ImmutableArray<ObservedJob> Open, ImmutableDictionary<RepositoryName, (bool IsPublic, DateTimeOffset At)> Visibility)
{
    /// <summary>A quiet repository sends nothing; after so long its silence says nothing either.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMinutes(15);

    public static WebhooksHeard Nothing { get; } = new(LastAt: null, [], ImmutableDictionary<RepositoryName, (bool IsPublic, DateTimeOffset At)>.Empty);

    /// <summary>Whether they can be believed to tell what happens.</summary>
    public bool IsAlive(DateTimeOffset now) => LastAt is { } at && now - at <= Silence;
}
