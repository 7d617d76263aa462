using System.Collections.Immutable;
using System.Globalization;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Reports;

/// <summary>Lists jobs as the ledger has them. Pure.</summary>
internal static class JobsReport
{
    /// <summary>Rows that are read in one call and status, at most.</summary>
    public const int MostRows = 2000;

    /// <param name="decision">What was decided about a job last.</param>
    public static JobList Of(
        Situation situation, IReadOnlyList<ObservedJob> rows, bool cut, JobsQuestion question, Func<long, Decision?> decision, PageKey? after, int limit, Func<PageKey, string> cursor)
    {
        var demand = DemandReading.Of(situation);
        var page = Page<ObservedJob>.Of(rows, row => new PageKey(row.Job.CreatedAt, row.Job.Id), after, limit, newestFirst: true);
        var jobs = page.Items.Select(row => Describe(row, row.Job.Status == JobStatus.Queued ? decision(row.Job.Id) : null, situation.Now)).ToImmutableArray();
        var counts = rows.GroupBy(row => Wording.Of(row.Job.Status)).ToImmutableSortedDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        return new()
        {
            Summary = Summary(situation, rows, cut, question, counts, demand),
            NextSteps = NextSteps(situation, rows, cut, demand, page.Next is not null),
            Total = page.Total,
            Truncated = page.Next is not null || cut,
            Cursor = page.Next is { } next ? cursor(next) : null,
            Since = question.Since,
            Demand = demand,
            ByStatus = counts,
            RowsCut = cut,
            Jobs = jobs,
        };
    }

    public static ListedJob Describe(ObservedJob row, Decision? decision, DateTimeOffset now)
    {
        var job = row.Job;
        var taken = job.StartedAt ?? job.CompletedAt;
        return new()
        {
            JobId = job.Id,
            RunId = job.RunId,
            Repository = job.Repository.ToString(),
            Name = VisibleText.Line(job.Name, 100),
            Workflow = job.WorkflowName is { } workflow ? VisibleText.Line(workflow, 100) : null,
            Labels = [.. job.Labels.Take(10).Select(label => VisibleText.Line(label, 60))],
            Status = Wording.Of(job.Status),
            Conclusion = job.Conclusion,
            FailedStep = job.FailedStep is { } step ? VisibleText.Line(step, 100) : null,
            CreatedAt = job.CreatedAt,
            WaitedSeconds = Seconds((taken ?? now) - job.CreatedAt),
            RanSeconds = job.StartedAt is { } start && job.RunnerName is { Length: > 0 } ? Seconds((job.CompletedAt ?? now) - start) : null,
            Runner = job.RunnerName is { Length: > 0 } runner ? VisibleText.Line(runner, 100) : null,
            Decision = decision is null ? null : RecordedDecision.Of(decision, now),
            Seen = Provenance.Of(row.Source, row.LastSeenAt, now),
            Url = job.HtmlUrl?.ToString(),
        };
    }

    private static long Seconds(TimeSpan span) => Math.Max(0, (long)span.TotalSeconds);

    private static string Summary(
        Situation situation, IReadOnlyList<ObservedJob> rows, bool cut, JobsQuestion question, ImmutableSortedDictionary<string, int> counts, DemandReading demand)
    {
        var where = question.Repository is { } one ? $" of {one}" : "";
        if (rows.Count == 0)
        {
            return demand.Quality == "unknown"
                ? $"Which jobs{where} there are is unknown: the ledger holds no reading of the queues that could be trusted."
                : $"The ledger has no such job{where}{(question.Since is { } since ? $" of the last {Wording.Of(situation.Now - since)}" : "")}.";
        }

        var each = string.Join(", ", counts.Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Value} {count.Key}")));
        var oldest = rows.Where(row => row.Job.Status == JobStatus.Queued).MinBy(row => row.Job.CreatedAt) is { } longest
            ? $" The longest wait is {Wording.Of(situation.Now - longest.Job.CreatedAt)} ({longest.Job.Repository})."
            : "";
        return $"{(cut ? "At least " : "")}{Wording.Count(rows.Count, "job")}{where}: {each}.{oldest}";
    }

    private static ImmutableArray<string> NextSteps(Situation situation, IReadOnlyList<ObservedJob> rows, bool cut, DemandReading demand, bool more)
    {
        var steps = ImmutableArray.CreateBuilder<string>();
        if (!situation.AutoscalerLives)
        {
            steps.Add(situation.NoAutoscaler);
        }

        if (rows.Where(row => row.Job.Status == JobStatus.Queued).MinBy(row => row.Job.CreatedAt) is { } oldest)
        {
            steps.Add(FormattableString.Invariant($"explain_job with job \"{oldest.Job.Id}\" says why the one that waits longest does not run."));
        }

        if (more)
        {
            steps.Add("Call again with 'cursor' for earlier ones.");
        }

        if (cut)
        {
            steps.Add(FormattableString.Invariant($"Ask for a later 'since', one repository or one status: only the newest {MostRows} were read."));
        }

        if (steps.Count == 0)
        {
            steps.Add(demand.Quality == "unknown" ? "autoscaler_status says why the queues are unknown." : "Nothing to do.");
        }

        return steps.ToImmutable();
    }
}
