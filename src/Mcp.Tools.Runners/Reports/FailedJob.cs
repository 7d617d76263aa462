namespace Mcp.Tools.Runners.Reports;

/// <summary>A job that failed.</summary>
internal sealed record FailedJob(long JobId, string Name, string Conclusion, string? FailedStep, string Architecture, string Evidence, string? Runner)
{
    public static FailedJob Of(WorkflowJob job, string architecture, string evidence) => new(
        job.Id,
        Wording.Clip(job.Name, 100),
        job.Conclusion ?? "unknown",
        job.FailedStep is null ? null : Wording.Clip(job.FailedStep, 100),
        architecture,
        Wording.Clip(evidence, 200),
        job.RunnerName is { Length: > 0 } name ? name : null);
}
