using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Planning;

/// <summary>What is decided about one queued job, and why.</summary>
internal sealed record JobVerdict(WorkflowJob Job, string? Pool, DecisionKind Kind, string Code, string Text, string? RunnerId = null);
