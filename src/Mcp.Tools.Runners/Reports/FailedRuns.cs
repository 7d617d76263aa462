using System.Collections.Immutable;
using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Matching;

namespace Mcp.Tools.Runners.Reports;

/// <summary>Shapes failed runs into a report. A failed run is a report, never demand. Pure.</summary>
internal static class FailedRuns
{
    private const int ShownJobs = 5;

    private const int ShownGroups = 10;

    public static PageKey Key(WorkflowRun run) => new(run.CreatedAt, run.Id);

    /// <summary>The jobs that failed, or were ended before they could.</summary>
    public static IEnumerable<WorkflowJob> Failed(RunJobs? jobs) => jobs is null ? [] : jobs.Jobs.Where(job => job.Conclusion is not (null or "success" or "skipped" or "neutral"));

    public static bool AsksFor(WorkflowRun run, WorkflowJob job, RunnerArchitecture architecture) => Judge(run, job).Architecture == architecture;

    public static FailedRunList Of(FailedRunsReading reading, FailedRunsQuestion question, DateTimeOffset now, int limit, Func<PageKey, string> cursor)
    {
        var judged = reading.Runs.Select(run => (Run: run, Entry: Describe(run, reading.Jobs.GetValueOrDefault(run.Id), reading.Logs))).ToList();
        var wanted = question.Architecture is { } architecture
            ? judged.FindAll(item => item.Entry.Architectures.Contains(HostArchitecture.ToLabel(architecture), StringComparer.Ordinal))
            : judged;
        var page = Page<(WorkflowRun Run, FailedRun Entry)>.Of(wanted, item => Key(item.Run), question.After, limit, newestFirst: true);
        var next = page.Next ?? (reading.Cut && page.Items is [.., var last] ? Key(last.Run) : null);
        var groups = FailureGroups.Of(wanted.SelectMany(item => Failed(reading.Jobs.GetValueOrDefault(item.Run.Id)).Select(job => (item.Run, job))), reading.Logs);
        var byArchitecture = ByArchitecture(judged.Where(item => reading.Jobs.ContainsKey(item.Run.Id)).Select(item => item.Entry));
        return new()
        {
            Summary = Summary(reading, question, wanted.Count, byArchitecture, groups, now),
            NextSteps = NextSteps(reading, page.Items.Select(item => item.Entry), groups, next is not null),
            Total = page.Total,
            Truncated = next is not null || reading.Cut,
            Cursor = next is { } more ? cursor(more) : null,
            Since = question.Since,
            Until = question.Until,
            Seen = Provenance.Of("github", reading.AsOf, now),
            RepositoriesRead = reading.Read.Length,
            Unread = UnreadRepository.List(reading.Unread),
            ByArchitecture = byArchitecture,
            ByDay = FailureTrend.Of(wanted.Select(item => item.Run.CreatedAt), question.Since, question.Until ?? now),
            Groups = [.. groups.Take(ShownGroups)],
            GroupsTotal = groups.Length,
            LogsUntrusted = question.Logs ? true : null,
            Runs = [.. page.Items.Select(item => item.Entry)],
        };
    }

    private static FailedRun Describe(WorkflowRun run, RunJobs? jobs, IReadOnlyDictionary<long, FailedJobLog> logs)
    {
        var failed = Failed(jobs).ToList();
        var verdicts = failed.ConvertAll(job => (Job: job, Verdict: Judge(run, job)));

        // A run that failed before any job began has only its names to go by.
        var all = verdicts.Count > 0 ? verdicts.ConvertAll(item => item.Verdict) : [ArchitectureHints.Judge([], run.WorkflowPath, run.WorkflowName, jobName: null)];
        return new()
        {
            RunId = run.Id,
            Repository = run.Repository.ToString(),
            Workflow = Wording.Clip(run.WorkflowName ?? run.WorkflowPath ?? "unnamed", 100),
            Title = Wording.Clip(run.Title, 100),
            Branch = run.Branch is null ? null : Wording.Clip(run.Branch, 100),
            Event = run.Event,
            Conclusion = run.Conclusion ?? "unknown",
            Attempt = run.Attempt,
            CreatedAt = run.CreatedAt,
            Url = run.HtmlUrl.ToString(),
            Architectures = [.. all.Select(verdict => Label(verdict.Architecture)).Distinct().Order(StringComparer.Ordinal)],
            FailedJobs = [.. verdicts.Take(ShownJobs).Select(item => FailedJob.Of(item.Job, Label(item.Verdict.Architecture), item.Verdict.Evidence, logs.GetValueOrDefault(item.Job.Id)))],
            FailedJobsTotal = jobs is null or { Unread: not null } ? null : failed.Count,
            JobsUnread = jobs is null ? "Not looked into: continue with the cursor, or ask for fewer." : jobs.Unread is null ? null : Wording.Clip(jobs.Unread, 300),
        };
    }

    private static ArchitectureVerdict Judge(WorkflowRun run, WorkflowJob job) =>
        ArchitectureHints.Judge(job.Labels, job.WorkflowPath ?? run.WorkflowPath, job.WorkflowName ?? run.WorkflowName, job.Name);

    private static string Label(RunnerArchitecture? architecture) => architecture is { } known ? HostArchitecture.ToLabel(known) : "unspecified";

    private static ImmutableSortedDictionary<string, int> ByArchitecture(IEnumerable<FailedRun> runs) => runs
        .GroupBy(run => run.Architectures is [var only] ? only : "several")
        .ToImmutableSortedDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);

    private static string Summary(
        FailedRunsReading reading, FailedRunsQuestion question, int total, ImmutableSortedDictionary<string, int> byArchitecture, ImmutableArray<FailureGroup> groups, DateTimeOffset now)
    {
        var what = question.Architecture is { } architecture ? $"{Wording.Count(total, "failed run")} with a failed job for {HostArchitecture.ToLabel(architecture)}" : Wording.Count(total, "failed run");
        var where = question.Repository is { } one ? $"in {one}" : $"in {Wording.Count(reading.Read.Length, "repository")}";
        var floor = reading.Cut || !reading.Unread.IsEmpty ? "At least " : "";
        var split = byArchitecture.Count > 1 || question.Architecture is not null
            ? $" By architecture: {string.Join(", ", byArchitecture.Select(entry => FormattableString.Invariant($"{entry.Key} {entry.Value}")))}."
            : "";
        var unread = reading.Unread.IsEmpty ? "" : $" {Wording.Count(reading.Unread.Length, "repository")} could not be read, so nothing is known about {(reading.Unread.Length == 1 ? "it" : "those")}.";
        var often = groups is [{ Runs: > 1 } first, ..] ? $" Most often ({first.Runs} runs): '{first.Job}' of {first.Workflow} in {first.Repository}{(first.Step is { } step ? $", step '{step}'" : "")}." : "";
        var window = question.Until is { } until ? FormattableString.Invariant($"between {question.Since:u} and {until:u}") : $"in the last {Wording.Of(now - question.Since)}";
        return $"{floor}{what} {where} {window}.{split}{often}{unread}";
    }

    private static ImmutableArray<string> NextSteps(FailedRunsReading reading, IEnumerable<FailedRun> shown, ImmutableArray<FailureGroup> groups, bool more)
    {
        var steps = ImmutableArray.CreateBuilder<string>();
        if (shown.FirstOrDefault() is { } newest)
        {
            steps.Add(FormattableString.Invariant($"Read the newest one's log: get_job_logs with job \"{newest.RunId}\" and repository \"{newest.Repository}\", or gh run view {newest.RunId} --log-failed --repo {newest.Repository}"));
            steps.Add(FormattableString.Invariant($"Once the cause is gone: {WritingTools.RerunFailedJobs} with run \"{newest.RunId}\", or gh run rerun {newest.RunId} --failed --repo {newest.Repository}"));
        }

        if (groups is [{ Runs: > 1, Error: null }, ..] && reading.Logs.IsEmpty)
        {
            steps.Add("Call again with 'logs': true to see whether runs of one group fail with the same error.");
        }

        if (!reading.Unread.IsEmpty)
        {
            steps.Add("See to the repositories under 'unread': each says why.");
        }

        if (more)
        {
            steps.Add("Call again with 'cursor' for older ones.");
        }

        if (steps.Count == 0)
        {
            steps.Add("Nothing to do. An earlier 'since' looks further back.");
        }

        return steps.ToImmutable();
    }
}
