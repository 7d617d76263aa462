using System.Collections.Immutable;

namespace Mcp.Tools.Runners.DemandSources;

/// <summary>The level of all sources together, and how each of them does.</summary>
/// <param name="HeardAt">When the source that stands behind the level was heard last.</param>
internal sealed record MergedSight(Demand Demand, ImmutableArray<SourceStatus> Sources, DateTimeOffset HeardAt, WebhooksHeard Heard);
