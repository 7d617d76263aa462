using System.Collections.Immutable;
using System.Globalization;
using Mcp.Tools.Runners.Matching;

namespace Mcp.Tools.Runners.Reports;

/// <summary>Says what waits, what runs and why, from what the ledger has. Pure.</summary>
internal static class QueueReport
{
    private const int ShownRunning = 20;

    public static QueueStatus Of(Situation situation, QueueSnapshot queue, RepositoryName? repository, PageKey? after, int limit, Func<PageKey, string> cursor)
    {
        var page = Page<QueueGroup>.Of(Group(situation, queue.Waiting), Key, after, limit, newestFirst: false);
        var demand = DemandReading.Of(situation);
        var unknown = IsUnknown(situation, demand, repository);
        return new()
        {
            Summary = Summary(situation, queue, demand, repository, unknown),
            NextSteps = NextSteps(situation, page, unknown),
            Total = page.Total,
            Truncated = page.Next is not null || queue.Cut,
            Cursor = page.Next is { } next ? cursor(next) : null,
            WaitingJobs = unknown ? null : queue.Waiting.Length,
            RunningJobs = unknown ? null : queue.Running.Length,
            Demand = demand,
            Sources = SourceReading.Of(situation),
            Queues = page.Items,
            Running = [.. queue.Running.OrderBy(job => job.StartedAt ?? job.CreatedAt).Take(ShownRunning).Select(job => RunningJob.Of(job, situation.Now))],
            Runners = FleetReading.From(situation),
            Autoscaler = AutoscalerReading.Of(situation),
            Engine = EngineReading.Of(situation),
            Pulls = PullReading.Of(situation),
            GithubBudget = BudgetReading.Of(situation),
        };
    }

    private static PageKey Key(QueueGroup group) => new(group.OldestSince, group.OldestJobId);

    private static IEnumerable<QueueGroup> Group(Situation situation, ImmutableArray<WaitingJob> waiting) =>
        from item in waiting
        let verdict = Verdict(situation, item)
        group (item, verdict) by (verdict.Pool, item.Job.Repository, verdict.Code) into same
        let oldest = same.MinBy(entry => new PageKey(entry.item.Job.CreatedAt, entry.item.Job.Id))
        select new QueueGroup
        {
            Pool = same.Key.Pool,
            Repository = same.Key.Repository.ToString(),
            Jobs = same.Count(),
            OldestWaitSeconds = Math.Max(0, (long)(situation.Now - oldest.item.Job.CreatedAt).TotalSeconds),
            OldestSince = oldest.item.Job.CreatedAt,
            OldestJobId = oldest.item.Job.Id,
            Decision = oldest.verdict.Decision,
            Code = same.Key.Code,
            Reason = Wording.Clip(oldest.verdict.Reason, 400),
            DecidedAt = oldest.item.Decision?.LastAt,
        };

    private static (string? Pool, string Code, string Decision, string Reason) Verdict(Situation situation, WaitingJob item)
    {
        if (item.Decision is { } decision)
        {
            return (decision.Pool, decision.Code, Wording.Of(decision.Kind), decision.Text);
        }

        var match = LabelMatcher.Match(item.Job, situation.Options.EffectivePools, situation.Now);
        return match.Pool is { } pool
            ? (pool.Name, ExplanationCode.NotSeenYet, "undecided", "No pass of the autoscaler has decided about it yet.")
            : (null, match.Code, "undecided", $"{match.Text} {match.Remedy}");
    }

    private static bool IsUnknown(Situation situation, DemandReading demand, RepositoryName? repository) =>
        demand.Quality == "unknown" || (repository is { } one && situation.ReasonUnread(one) is not null);

    private static string Summary(Situation situation, QueueSnapshot queue, DemandReading demand, RepositoryName? repository, bool unknown)
    {
        var where = repository is { } one ? $" in {one}" : "";
        var jobs = unknown
            ? $"How many jobs wait{where} is unknown: {WhyUnknown(situation, demand, repository)}."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{AtLeast(demand, queue)}{Wording.Count(queue.Waiting.Length, "job")} wait and {queue.Running.Length} run{where} (read {Wording.Of(situation.Now - demand.Seen!.AsOf)} ago{Doubt(demand)}).");
        var runners = FormattableString.Invariant($"{situation.Occupants.Count()} of {situation.MaxRunners} runners are in use");
        return $"{jobs} {runners}; {(!situation.AutoscalerLives ? "no autoscaler is alive, so nothing is started" : situation.Control is { Paused: true } control ? $"the autoscaler is {(control.Draining ? "draining" : "paused")} by {control.SetBy}, so nothing is started" : "the autoscaler is alive")}.";
    }

    private static string AtLeast(DemandReading demand, QueueSnapshot queue) => queue.Cut || demand.Quality == "floor" || !demand.Unread.IsEmpty ? "At least " : "";

    private static string Doubt(DemandReading demand) => demand switch
    {
        { Quality: "stale" } => ", too long ago to speak for now",
        { Unread.IsEmpty: false } => $"; not read: {string.Join(", ", demand.Unread.Take(3).Select(unread => unread.Repository))}",
        _ => "",
    };

    private static string WhyUnknown(Situation situation, DemandReading demand, RepositoryName? repository) =>
        repository is { } one && situation.ReasonUnread(one) is { } reason ? Wording.Clip(reason.TrimEnd('.'), 300)
        : demand.Unread is [var first, ..] ? $"{first.Repository} could not be read ({first.Reason.TrimEnd('.')})"
        : situation.Demand is null ? "the queues were never read on this ledger"
        : "the last reading failed";

    private static ImmutableArray<string> NextSteps(Situation situation, Page<QueueGroup> page, bool unknown)
    {
        var steps = ImmutableArray.CreateBuilder<string>();
        if (!situation.AutoscalerLives)
        {
            steps.Add($"Start an autoscaler: {Situation.StartCommand} (or mcp-runners autoscale).");
        }
        else if (situation.LastPass?.Problem is { } problem)
        {
            steps.Add($"See to the last pass's problem: {Wording.Clip(problem, 300)}");
        }

        if (situation.Engine is { Available: false } engine)
        {
            steps.Add($"Get the Docker engine to answer: {Wording.Clip(engine.Problem ?? "it does not.", 300)}");
        }

        if (page.Items.FirstOrDefault(group => group.Decision is not ("start" or "serve")) is { } stuck)
        {
            steps.Add(FormattableString.Invariant($"explain_job with job \"{stuck.OldestJobId}\" says what would make it run."));
        }

        if (QuarantineAdvice.Of(situation) is { } advice)
        {
            steps.Add(advice);
        }

        if (page.Next is not null)
        {
            steps.Add("Call again with 'cursor' for the next groups.");
        }

        if (steps.Count == 0 && !unknown)
        {
            steps.Add("Nothing to do. list_failed_runs shows what failed lately.");
        }

        return steps.ToImmutable();
    }
}
