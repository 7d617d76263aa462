using System.ComponentModel;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Reports;

/// <summary>One pass of the autoscaler: what it saw, what it decided and what it cost.</summary>
internal sealed record PassDetail
{
    public required DateTimeOffset StartedAt { get; init; }

    public required long AgeSeconds { get; init; }

    public required long DurationMs { get; init; }

    [Description("Why it ran: interval, event, doorbell or start.")]
    public required string Trigger { get; init; }

    [Description("How well it knew the queues: complete, floor or unknown.")]
    public required string Demand { get; init; }

    [Description("Queued jobs that it saw and decided about.")]
    public required int QueuedJobs { get; init; }

    public required int Starts { get; init; }

    public required int Waits { get; init; }

    public required int Refusals { get; init; }

    [Description("Requests to GitHub that counted against the hourly budget.")]
    public required long CountedRequests { get; init; }

    [Description("Requests to GitHub that were free (304).")]
    public required long NotModified { get; init; }

    public string? Problem { get; init; }

    public static PassDetail Of(PassRecord pass, DateTimeOffset now) => new()
    {
        StartedAt = pass.StartedAt,
        AgeSeconds = Math.Max(0, (long)(now - pass.StartedAt).TotalSeconds),
        DurationMs = (long)pass.Duration.TotalMilliseconds,
        Trigger = pass.Trigger,
        Demand = Wording.Of(pass.Demand),
        QueuedJobs = pass.QueuedJobs,
        Starts = pass.Starts,
        Waits = pass.Waits,
        Refusals = pass.Refusals,
        CountedRequests = pass.CountedRequests,
        NotModified = pass.NotModified,
        Problem = pass.Problem is null ? null : VisibleText.Line(pass.Problem, 200),
    };
}
