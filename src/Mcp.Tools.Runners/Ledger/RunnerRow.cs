using Microsoft.Data.Sqlite;

namespace Mcp.Tools.Runners.Ledger;

/// <summary>Reads a runner and a step of its history from their rows.</summary>
internal static class RunnerRow
{
    /// <summary>Which job a runner served is known from the job too, which names its runner: often only after the runner has ended.</summary>
    public const string Select = """
        SELECT runners.*, COALESCE(job_id, (SELECT jobs.id FROM jobs WHERE jobs.runner_name = runners.name)) AS served_job_id FROM runners
        """;

    public static RunnerInfo Runner(SqliteDataReader row) => new()
    {
        Id = row.Text("id"),
        Name = row.Text("name"),
        Pool = row.Text("pool"),
        Repository = row.Repository("repository"),
        Labels = LedgerValue.ToList(row.Text("labels")),
        State = LedgerWord<RunnerState>.To(row.Text("state")),
        RequestedBy = row.Text("requested_by"),
        RequestedForJobId = row.NumberOrNull("requested_for_job_id"),
        JobId = row.NumberOrNull("served_job_id"),
        GitHubRunnerId = row.NumberOrNull("github_runner_id"),
        ScaleSetId = (int?)row.NumberOrNull("scale_set_id"),
        JobOverAt = row.TimeOrNull("job_over_at"),
        ContainerId = row.TextOrNull("container_id"),
        RequestedAt = row.Time("requested_at"),
        StateSince = row.Time("state_since"),
        StartedAt = row.TimeOrNull("started_at"),
        BusyAt = row.TimeOrNull("busy_at"),
        FinishedAt = row.TimeOrNull("finished_at"),
        ExitCode = (int?)row.NumberOrNull("exit_code"),
        StopRequestedBy = row.TextOrNull("stop_requested_by"),
        Reason = row.TextOrNull("reason"),
        LogTail = row.TextOrNull("log_tail"),
    };

    public static EndedRunner Ended(SqliteDataReader row) => new(Runner(row), row.TimeOrNull("online_at"), row.TimeOrNull("retired_at"), row.TimeOrNull("failed_at"));

    public static RunnerTransition Transition(SqliteDataReader row) => new(
        row.Time("at"),
        row.TextOrNull("from_state") is { } from ? LedgerWord<RunnerState>.To(from) : null,
        LedgerWord<RunnerState>.To(row.Text("to_state")),
        row.TextOrNull("reason"),
        row.NumberOrNull("epoch"));
}
