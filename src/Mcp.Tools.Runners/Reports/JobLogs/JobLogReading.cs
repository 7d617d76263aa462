using System.Collections.Immutable;

namespace Mcp.Tools.Runners.Reports.JobLogs;

/// <summary>A job with the part of its log that was asked for.</summary>
/// <param name="OnlyStep">The one step whose lines were looked at; null: all.</param>
/// <param name="ErrorLine">The first error, where it was looked for and is there.</param>
/// <param name="Hits">How many of the lines meet the expression.</param>
/// <param name="Others">The other jobs of its run that failed, where the run was asked for.</param>
internal sealed record JobLogReading(
    WorkflowJob Job, LogView View, StepLines? OnlyStep, LogPart Part, int? ErrorLine, int? Hits, ImmutableArray<WorkflowJob> Others, DateTimeOffset AsOf);
