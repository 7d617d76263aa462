using System.Collections.Immutable;
using Mcp.Tools.Runners.DemandSources;
using Mcp.Tools.Runners.Planning;

namespace Mcp.Tools.Runners.Lifecycle;

/// <summary>What a pass knows when it decides.</summary>
/// <param name="Demand">The level of all sources together.</param>
internal sealed record Seen(Demand Demand, LauncherStatus Engine, RunnersSeen Runners)
{
    /// <summary>How each source does.</summary>
    public ImmutableArray<SourceStatus> Sources { get; init; } = [];

    /// <summary>When the source that stands behind the demand was heard last.</summary>
    public DateTimeOffset HeardAt { get; init; } = Demand.AsOf;
}
