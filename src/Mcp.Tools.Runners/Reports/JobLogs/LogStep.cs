using System.ComponentModel;

namespace Mcp.Tools.Runners.Reports.JobLogs;

/// <summary>A step of the job, with its lines in the log.</summary>
internal sealed record LogStep
{
    public required int Number { get; init; }

    public required string Name { get; init; }

    public string? Conclusion { get; init; }

    [Description("Its first line, by the times in the log, which names no steps; absent: none was seen.")]
    public int? FirstLine { get; init; }

    public int? LastLine { get; init; }

    [Description("Lines of it that are marked as errors.")]
    public required int Errors { get; init; }

    public static LogStep Of(StepLines seen) => new()
    {
        Number = seen.Step.Number,
        Name = VisibleText.Line(seen.Step.Name, 80),
        Conclusion = seen.Step.Conclusion,
        FirstLine = seen.First,
        LastLine = seen.Last,
        Errors = seen.Errors,
    };
}
