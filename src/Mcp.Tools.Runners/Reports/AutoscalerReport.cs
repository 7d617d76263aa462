using System.Collections.Immutable;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Reports;

/// <summary>Says who acts, what the last passes did and what stands in the way. Pure.</summary>
internal static class AutoscalerReport
{
    public const int ShownPasses = 10;

    public const int ShownDecisions = 30;

    private const int ShownBreakers = 3;

    private const int ShownImages = 3;

    // A budget below this tenth may be used up before it is renewed.
    private const int LowBudget = 10;

    /// <param name="limit">Decisions that are shown, at most.</param>
    public static AutoscalerStatus Of(Situation situation, IReadOnlyList<PassRecord> passes, QueueSnapshot queue, int limit)
    {
        var demand = DemandReading.Of(situation);
        var decisions = Count(queue.Waiting);
        return new()
        {
            Summary = Summary(situation, passes, demand),
            NextSteps = NextSteps(situation, demand, decisions),
            Alive = situation.AutoscalerLives,
            Lease = situation.Lease is { } lease ? LeaseReading.Of(lease, situation.Now) : null,
            Control = ControlReading.Of(situation.Control),
            PollIntervalSeconds = (long)situation.Options.PollInterval.TotalSeconds,
            NextPassDue = situation.NextPassDue,
            Passes = [.. passes.Take(ShownPasses).Select(pass => PassDetail.Of(pass, situation.Now))],
            Demand = demand,
            Sources = SourceReading.Of(situation),
            Decisions = [.. decisions.Take(limit)],
            DecisionsCut = queue.Cut || decisions.Length > limit,
            Breakers = BreakerReading.Of(situation),
            Drift = DriftReading.Of(situation),
            Runners = FleetReading.From(situation),
            Capacity = CapacityReading.Of(situation),
            Engine = EngineReading.Of(situation),
            Images = ImageReading.Of(situation),
            Pulls = PullReading.Of(situation),
            ScaleSets = ScaleSetDetail.Of(situation),
            GithubBudget = BudgetReading.Of(situation),
            Seen = Provenance.Of("ledger", situation.Now, situation.Now),
        };
    }

    private static ImmutableArray<DecisionCount> Count(ImmutableArray<WaitingJob> waiting) =>
    [
        .. from item in waiting
           group item by (Kind: item.Decision is { } decision ? Wording.Of(decision.Kind) : "undecided", Code: item.Decision?.Code ?? ExplanationCode.NotSeenYet) into same
           let oldest = same.MinBy(item => new PageKey(item.Job.CreatedAt, item.Job.Id))
           orderby same.Count() descending, same.Key.Kind, same.Key.Code
           select new DecisionCount
           {
               Decision = same.Key.Kind,
               Code = same.Key.Code,
               Jobs = same.Count(),
               OldestJobId = oldest.Job.Id,
               Reason = oldest.Decision is { } decision ? VisibleText.Line(decision.Text, 300) : null,
               ConfirmedAt = same.Max(item => item.Decision?.LastAt),
           },
    ];

    private static string Summary(Situation situation, IReadOnlyList<PassRecord> passes, DemandReading demand)
    {
        var who = situation.AutoscalerLives
            ? FormattableString.Invariant($"The autoscaler is {(situation.Control switch { { Draining: true } => "draining", { Paused: true } => "paused", _ => "alive" })} ({situation.Lease!.Description}, term {situation.Lease.Epoch}).")
            : situation.NoAutoscaler;
        if (passes.Count == 0)
        {
            return $"{who} No pass is recorded.";
        }

        var last = passes[0];
        var saw = last.Demand == DemandQuality.Unknown
            ? "could not read the queues"
            : $"saw {(last.Demand == DemandQuality.Floor ? "at least " : "")}{Wording.Count(last.QueuedJobs, "queued job")}";
        var problem = last.Problem is { } text ? $" Its problem: {VisibleText.Line(text.TrimEnd('.'), 300)}." : "";
        return FormattableString.Invariant(
            $"{who} Its last pass {Wording.Of(situation.Now - last.StartedAt)} ago ({last.Trigger}) {saw}, started {last.Starts}, left {last.Waits} waiting, refused {last.Refusals}, and cost {last.CountedRequests} counted requests.{problem}{Unread(demand)}");
    }

    private static string Unread(DemandReading demand) => demand.Unread.IsEmpty ? "" : $" {Wording.Count(demand.Unread.Length, "repository")} could not be read.";

    private static ImmutableArray<string> NextSteps(Situation situation, DemandReading demand, ImmutableArray<DecisionCount> decisions)
    {
        var steps = ImmutableArray.CreateBuilder<string>();
        if (!situation.AutoscalerLives)
        {
            steps.Add($"Start an autoscaler: {Situation.StartCommand} (or mcp-runners autoscale).");
        }
        else if (situation.NextPassDue is { } due && situation.Now - due > situation.Options.PollInterval)
        {
            steps.Add($"The next pass is overdue for {Wording.Of(situation.Now - due)} although the holder is alive: look into its log.");
        }

        if (situation.Engine is { Available: false } engine)
        {
            steps.Add($"Get the Docker engine to answer: {VisibleText.Line(engine.Problem ?? "it does not.", 300)}");
        }

        if (situation.Drift is [var drifted, ..])
        {
            steps.Add($"The container of {VisibleText.Line(drifted.Name, 100)} is not as it was created ({VisibleText.Line(drifted.Differences[0], 200)}): find out who changed it, and stop_runner it if it was not you.");
        }

        foreach (var breaker in situation.Breakers.Take(ShownBreakers))
        {
            var where = breaker.Repository is { } repository ? $"of {repository} in the pool '{breaker.Pool}'" : $"in the pool '{breaker.Pool}'";
            steps.Add($"Starts {where} fail ({Wording.Count(breaker.Failures, "time")} in a row): {VisibleText.Line(breaker.Reason, 300)}");
        }

        foreach (var pull in situation.Pulls.Where(pull => situation.Now - pull.ChangedAt >= PullReading.Stalled))
        {
            steps.Add($"The pull of {VisibleText.Line(pull.Image, 300)} stands still ({PullReading.Describe(pull, situation.Now)}): look at the network and the registry. Run: docker pull {VisibleText.Line(pull.Image, 300)}");
        }

        steps.AddRange(ImageReading.Of(situation).Select(image => image.Advise()).OfType<string>().Take(ShownImages));

        steps.AddRange(ScaleSetDetail.Of(situation).Select(set => set.Advise()).OfType<string>());

        if (!demand.Unread.IsEmpty)
        {
            steps.Add("See to the repositories under 'demand.unread': each says why.");
        }

        if (situation.Pace.Reason is { } slow)
        {
            steps.Add($"{slow} Tools go on. To need less, serve fewer repositories or raise quietPollInterval; a GitHub App has a budget of its own (docs/github-setup.md).");
        }
        else if (situation.Budget is { Limit: { } limit, Remaining: { } left, ResetAt: { } reset } && left < limit / LowBudget && reset > situation.Now)
        {
            steps.Add(FormattableString.Invariant($"Only {left} of {limit} GitHub requests are left for {Wording.Of(reset - situation.Now)}: ask for less, or poll less often."));
        }

        if (decisions.FirstOrDefault(decision => decision.Decision is not ("start" or "serve")) is { } stuck)
        {
            steps.Add(FormattableString.Invariant($"explain_job with job \"{stuck.OldestJobId}\" says what would make it run."));
        }

        if (situation.Engine is { Available: true, Warnings: { IsDefaultOrEmpty: false } })
        {
            steps.Add("Read the engine's warnings: each names what weakens the isolation of jobs.");
        }

        if (QuarantineAdvice.Of(situation) is { } advice)
        {
            steps.Add(advice);
        }

        if (steps.Count == 0)
        {
            steps.Add(situation.Demand is null ? "Wait for the first pass." : "Nothing to do. list_runners shows the runners, queue_status what waits.");
        }

        return steps.ToImmutable();
    }
}
