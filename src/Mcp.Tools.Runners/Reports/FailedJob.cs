using System.ComponentModel;

namespace Mcp.Tools.Runners.Reports;

/// <summary>A job that failed.</summary>
internal sealed record FailedJob(long JobId, string Name, string Conclusion, string? FailedStep, string Architecture, string Evidence, string? Runner)
{
    [Description("The first error of its log, where logs were asked for; absent: no line is marked as one.")]
    public string? Error { get; init; }

    [Description("Lines of its log around that, each with its number; get_job_logs shows more.")]
    public string? LogExcerpt { get; init; }

    [Description("Why its log could not be read.")]
    public string? LogUnread { get; init; }

    public static FailedJob Of(WorkflowJob job, string architecture, string evidence, FailedJobLog? log) => new(
        job.Id,
        VisibleText.Line(job.Name, 100),
        job.Conclusion ?? "unknown",
        job.FailedStep is null ? null : VisibleText.Line(job.FailedStep, 100),
        architecture,
        Wording.Clip(evidence, 200),
        job.RunnerName is { Length: > 0 } name ? name : null)
    {
        Error = log?.Error,
        LogExcerpt = log is { Unread: null } ? log.Excerpt : null,
        LogUnread = log?.Unread,
    };
}
