using System.Collections.Immutable;
using System.ComponentModel;

namespace Mcp.Tools.Runners.Reports;

/// <summary>A runner whose container somebody has changed since it was created.</summary>
internal sealed record DriftReading
{
    [Description("The runner; get_runner tells more.")]
    public required string Runner { get; init; }

    public required string Name { get; init; }

    [Description("What is different, each as a sentence.")]
    public required ImmutableArray<string> Differences { get; init; }

    public static ImmutableArray<DriftReading> Of(Situation situation) =>
    [
        .. situation.Drift.Select(runner => new DriftReading
        {
            Runner = VisibleText.Line(runner.RunnerId, 40),
            Name = VisibleText.Line(runner.Name, 100),
            Differences = [.. runner.Differences.Select(difference => VisibleText.Line(difference, 300))],
        }),
    ];
}
