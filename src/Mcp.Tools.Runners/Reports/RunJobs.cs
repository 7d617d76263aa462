using System.Collections.Immutable;

namespace Mcp.Tools.Runners.Reports;

/// <summary>The jobs of a run, or why they could not be read.</summary>
internal sealed record RunJobs(ImmutableArray<WorkflowJob> Jobs, string? Unread);
