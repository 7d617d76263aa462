using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Reports;

/// <summary>The jobs that are judged by architecture.</summary>
/// <param name="What">What they are, for example "queued jobs".</param>
/// <param name="Cut">Whether there are more.</param>
/// <param name="Named">Whether a run or job was named, so that how well the queues are known does not matter.</param>
/// <param name="Seen">Where they come from.</param>
internal sealed record ArchitectureReading(IReadOnlyList<ObservedJob> Jobs, string What, bool Cut, bool Named, Provenance Seen);
