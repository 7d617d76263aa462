using System.Collections.Immutable;

namespace Mcp.Tools.Runners.Reports;

/// <summary>The jobs that the ledger shows as waiting and running.</summary>
/// <param name="Cut">Whether there are more than were read.</param>
internal sealed record QueueSnapshot(ImmutableArray<WaitingJob> Waiting, ImmutableArray<WorkflowJob> Running, bool Cut);
