using System.Collections.Immutable;
using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Reports;

/// <summary>A job as it is now, or as it was last seen.</summary>
/// <param name="Observed">What the ledger has of it; null: no reading ever showed it.</param>
/// <param name="StaleBecause">Why GitHub could not be asked; null: it was.</param>
/// <param name="Others">The other jobs of its run, where the run was asked for.</param>
internal sealed record FoundJob(WorkflowJob Job, Provenance Seen, ObservedJob? Observed, string? StaleBecause, ImmutableArray<WorkflowJob> Others)
{
    /// <summary>Its run, where GitHub holds the job back; else not looked at.</summary>
    public WorkflowRun? Run { get; init; }

    /// <summary>Older runs of the same workflow that have not ended, oldest first, where GitHub holds the job back.</summary>
    public ImmutableArray<WorkflowRun> InFront { get; init; } = [];
}
