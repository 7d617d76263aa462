using System.Text.RegularExpressions;

namespace Mcp.Tools.Runners.Reports.JobLogs;

/// <summary>Which part of a job's log is asked for.</summary>
/// <param name="View">Null: around the first error of a job that failed, else the end.</param>
/// <param name="Pattern">For <see cref="LogView.Grep"/>.</param>
/// <param name="Step">A step's number, name or part of its name; null: all.</param>
/// <param name="Lines">Lines at most.</param>
/// <param name="Context">Lines around a hit or the error; null: as is usual.</param>
/// <param name="After">Where the page before ended: the job's end, and the line to go on from.</param>
internal sealed record LogQuestion(LogView? View, Regex? Pattern, string? Step, int Lines, int? Context, PageKey? After)
{
    public LogView ViewOf(WorkflowJob job) => View ?? (job.Conclusion is "success" or "skipped" or "neutral" ? LogView.Tail : LogView.Error);

    /// <summary>After the first page the error has been shown, and what follows it is wanted.</summary>
    public LogSelection Select(LogView view) => (view, After) switch
    {
        (LogView.Grep, _) => new GrepSelection(Pattern!, Context ?? 2, (int)(After?.Id ?? 1), Lines),
        (LogView.Tail, _) => new TailSelection((int)(After?.Id ?? int.MaxValue), Lines),
        (LogView.Error, null) => new ErrorSelection(Math.Min(Context ?? 30, Lines - 1), Context ?? 10),
        _ => new HeadSelection((int)(After?.Id ?? 1), Lines),
    };
}
