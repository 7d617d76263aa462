using System.ComponentModel;

namespace Mcp.Tools.Runners.Reports;

/// <summary>The answer of <c>stop_runner</c>.</summary>
internal sealed record StoppedRunner : Answer
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Repository { get; init; }

    [Description("Where it stood when the stop was written down.")]
    public required string State { get; init; }

    [Description("Whether it runs a job, and so ends only with it.")]
    public required bool Busy { get; init; }

    public required bool AutoscalerAlive { get; init; }

    public required Provenance Seen { get; init; }
}
