using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Reports;

/// <summary>The pools' scale sets and when they were told of.</summary>
internal sealed record SeenScaleSets(ScaleSetStatus Status, DateTimeOffset AsOf);
