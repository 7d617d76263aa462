using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Reports;

/// <summary>A job that waits, and the decision in force about it.</summary>
internal sealed record WaitingJob(WorkflowJob Job, Decision? Decision);
