using System.Collections.Immutable;
using Mcp.Tools.Runners.DemandSources;

namespace Mcp.Tools.Runners.Reports;

/// <summary>The sources of demand, as the autoscaler last wrote them down.</summary>
internal sealed record SeenSources(ImmutableArray<SourceStatus> Sources, DateTimeOffset AsOf);
