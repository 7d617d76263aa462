using Microsoft.Data.Sqlite;

namespace Mcp.Tools.Runners.Ledger;

/// <summary>Reads and writes a job's row.</summary>
internal static class JobRow
{
    public const string Upsert = """
        INSERT OR REPLACE INTO jobs (
            id, run_id, repository, name, workflow_name, workflow_path, labels, status, status_as_of, conclusion, created_at, started_at,
            completed_at, runner_id, runner_name, failed_step, html_url, source, first_seen_at, last_seen_at, gone_at)
        VALUES (
            $id, $run, $repository, $name, $workflow, $path, $labels, $status, $status_as_of, $conclusion, $created, $started,
            $completed, $runner, $runner_name, $step, $url, $source, $first, $last, $gone)
        """;

    public static ObservedJob Observed(SqliteDataReader row) => new(
        new WorkflowJob
        {
            Id = row.Number("id"),
            RunId = row.Number("run_id"),
            Repository = row.Repository("repository"),
            Name = row.Text("name"),
            WorkflowName = row.TextOrNull("workflow_name"),
            WorkflowPath = row.TextOrNull("workflow_path"),
            Labels = LedgerValue.ToList(row.Text("labels")),
            Status = LedgerWord<JobStatus>.To(row.Text("status"), JobStatus.Unknown),
            Conclusion = row.TextOrNull("conclusion"),
            CreatedAt = row.Time("created_at"),
            StartedAt = row.TimeOrNull("started_at"),
            CompletedAt = row.TimeOrNull("completed_at"),
            RunnerId = row.NumberOrNull("runner_id"),
            RunnerName = row.TextOrNull("runner_name"),
            FailedStep = row.TextOrNull("failed_step"),
            HtmlUrl = Uri.TryCreate(row.TextOrNull("html_url"), UriKind.Absolute, out var url) ? url : null,
        },
        row.Text("source"),
        row.Time("first_seen_at"),
        row.Time("last_seen_at"),
        row.TimeOrNull("gone_at"));

    public static (string Name, object? Value)[] Values(ObservedJob observed, DateTimeOffset statusAsOf) =>
    [
        ("$id", observed.Job.Id),
        ("$run", observed.Job.RunId),
        ("$repository", observed.Job.Repository.ToString()),
        ("$name", observed.Job.Name),
        ("$workflow", observed.Job.WorkflowName),
        ("$path", observed.Job.WorkflowPath),
        ("$labels", LedgerValue.FromList(observed.Job.Labels)),
        ("$status", LedgerWord<JobStatus>.From(observed.Job.Status)),
        ("$status_as_of", LedgerValue.FromTime(statusAsOf)),
        ("$conclusion", observed.Job.Conclusion),
        ("$created", LedgerValue.FromTime(observed.Job.CreatedAt)),
        ("$started", LedgerValue.FromTime(observed.Job.StartedAt)),
        ("$completed", LedgerValue.FromTime(observed.Job.CompletedAt)),
        ("$runner", observed.Job.RunnerId),
        ("$runner_name", observed.Job.RunnerName),
        ("$step", observed.Job.FailedStep),
        ("$url", observed.Job.HtmlUrl?.AbsoluteUri),
        ("$source", observed.Source),
        ("$first", LedgerValue.FromTime(observed.FirstSeenAt)),
        ("$last", LedgerValue.FromTime(observed.LastSeenAt)),
        ("$gone", LedgerValue.FromTime(observed.GoneAt)),
    ];
}
