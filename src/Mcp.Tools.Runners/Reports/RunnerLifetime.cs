using System.ComponentModel;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Reports;

/// <summary>The life of a runner that has ended.</summary>
internal sealed record RunnerLifetime
{
    public const string AfterJob = "after_job";

    public const string WithoutJob = "without_job";

    public const string Failed = "failed";

    [Description("The ledger's id, for get_runner.")]
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Pool { get; init; }

    public required string Repository { get; init; }

    [Description("after_job: it ended after a job (whose own success is not meant); without_job: none was seen on it; failed: it never became usable, or its listener broke without a job.")]
    public required string Outcome { get; init; }

    [Description("Why it ended.")]
    public string? Reason { get; init; }

    public int? ExitCode { get; init; }

    public long? JobId { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    public required DateTimeOffset EndedAt { get; init; }

    [Description("From the request to the container's start: place, registration, image, creation.")]
    public double? RequestToStartSeconds { get; init; }

    [Description("From the container's start until a pass first saw it online or busy on GitHub; absent where that was never seen.")]
    public double? StartToOnlineSeconds { get; init; }

    [Description("From when a pass first saw it busy to its end.")]
    public double? BusySeconds { get; init; }

    [Description("From the request to its end.")]
    public required double LifeSeconds { get; init; }

    public static RunnerLifetime Of(EndedRunner ended)
    {
        var runner = ended.Runner;
        var end = EndOf(ended);
        return new()
        {
            Id = runner.Id,
            Name = runner.Name,
            Pool = runner.Pool,
            Repository = runner.Repository.ToString(),
            Outcome = OutcomeOf(ended),
            Reason = runner.Reason is null ? null : VisibleText.Line(runner.Reason, 300),
            ExitCode = runner.ExitCode,
            JobId = runner.JobId,
            RequestedAt = runner.RequestedAt,
            EndedAt = end,
            RequestToStartSeconds = Seconds.Between(runner.RequestedAt, runner.StartedAt),
            StartToOnlineSeconds = Seconds.Between(runner.StartedAt, ended.OnlineAt),
            BusySeconds = Seconds.Between(runner.BusyAt, end),
            LifeSeconds = Seconds.Between(runner.RequestedAt, end)!.Value,
        };
    }

    /// <summary>When it stopped being of use; its row may have been closed later.</summary>
    public static DateTimeOffset EndOf(EndedRunner ended) => ended.Runner.FinishedAt ?? ended.FailedAt ?? ended.RetiredAt ?? ended.Runner.StateSince;

    private static string OutcomeOf(EndedRunner ended) => ended switch
    {
        { FailedAt: not null } => Failed,
        { Runner: { JobId: not null } or { BusyAt: not null } } => AfterJob,

        // Told to go although it was never seen online: it did not register in time.
        { RetiredAt: not null, OnlineAt: null, Runner.StartedAt: not null } => Failed,
        { RetiredAt: null, Runner.ExitCode: not (null or 0) } => Failed,
        _ => WithoutJob,
    };
}
