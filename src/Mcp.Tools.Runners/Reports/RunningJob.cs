namespace Mcp.Tools.Runners.Reports;

/// <summary>A job that runs.</summary>
internal sealed record RunningJob(long JobId, string Repository, string Name, string? Runner, DateTimeOffset? StartedAt, long? RunsSeconds)
{
    public static RunningJob Of(WorkflowJob job, DateTimeOffset now) => new(
        job.Id,
        job.Repository.ToString(),
        Wording.Clip(job.Name),
        job.RunnerName,
        job.StartedAt,
        job.StartedAt is { } started ? Math.Max(0, (long)(now - started).TotalSeconds) : null);
}
