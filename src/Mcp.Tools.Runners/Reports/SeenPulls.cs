using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Reports;

/// <summary>The pulls under way and when the process that pulls last said so.</summary>
internal sealed record SeenPulls(PullStatus Status, DateTimeOffset AsOf);
