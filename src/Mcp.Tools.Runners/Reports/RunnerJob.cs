using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Reports;

/// <summary>The job that a runner serves or served.</summary>
internal sealed record RunnerJob(
    long Id, long RunId, string Repository, string Name, string Status, string? Conclusion, string? FailedStep, DateTimeOffset? StartedAt, DateTimeOffset? CompletedAt, string? Url, Provenance Seen)
{
    public static RunnerJob Of(ObservedJob seen, DateTimeOffset now) => new(
        seen.Job.Id,
        seen.Job.RunId,
        seen.Job.Repository.ToString(),
        VisibleText.Line(seen.Job.Name, 160),
        Wording.Of(seen.Job.Status),
        seen.Job.Conclusion,
        seen.Job.FailedStep is { } step ? VisibleText.Line(step, 100) : null,
        seen.Job.StartedAt,
        seen.Job.CompletedAt,
        seen.Job.HtmlUrl?.ToString(),
        Provenance.Of(seen.Source, seen.LastSeenAt, now));
}
