using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Matching;

namespace Mcp.Tools.Runners.Reports;

/// <summary>What stands between a queued job and any decision about it.</summary>
internal static class ServiceFindings
{
    /// <summary>No pool can serve it as it is; null where one can, or where the living autoscaler says so.</summary>
    public static Finding? Refusal(Evidence evidence)
    {
        var match = LabelMatcher.Match(evidence.Job, evidence.Situation.Options.EffectivePools, evidence.Now);
        if (match.Pool is not null || (evidence.Situation.AutoscalerLives && evidence.Current is { Kind: not DecisionKind.Refuse }))
        {
            return null;
        }

        var since = evidence.Current?.Code == match.Code ? evidence.Current.FirstAt : evidence.Job.CreatedAt;
        var command = match.Code == ReasonCode.QueuedTooLong
            ? FormattableString.Invariant($"gh run rerun {evidence.Job.RunId} --repo {evidence.Job.Repository}")
            : null;
        return new(match.Code, since, match.Text, match.Remedy, command, ToolCall.Of("filter_by_arch", ("run", FormattableString.Invariant($"{evidence.Job.RunId}")), ("repository", evidence.Job.Repository.ToString())));
    }

    public static Finding? NotWatched(Evidence evidence)
    {
        var (situation, repository) = (evidence.Situation, evidence.Job.Repository);
        if (evidence.Current is not null)
        {
            return null;
        }

        if (!RepositoryFilter.Serves(repository, situation.Options))
        {
            return new(
                ReasonCode.RepositoryDenied,
                evidence.Job.CreatedAt,
                $"The patterns of the configuration (allowedRepositories, deniedRepositories) leave {repository} out, so its queue is not read.",
                $"If it is to be served, take the pattern that denies {repository} out of deniedRepositories, or add it to allowedRepositories; then start the autoscaler again.",
                Call: ToolCall.Of("list_repositories", ("find", repository.Name)));
        }

        if (situation.Options.Repositories is { Count: > 0 } chosen)
        {
            var named = chosen.Any(text => RepositoryName.TryParse(text, out var name) && name == repository);
            return named ? null : new(
                ExplanationCode.NotWatched,
                evidence.Job.CreatedAt,
                $"{repository} is not among the repositories that are served ({Wording.Clip(string.Join(", ", chosen), 300)}).",
                $"Add {repository} to the repositories of the autoscaler and start it again.",
                string.Concat([Situation.StartCommand, .. chosen.Append(repository.ToString()).Select(name => $" --repository {name}")]),
                ToolCall.Of("list_repositories"));
        }

        // Every repository, the quiet ones too, has been read since the job was queued, and it was not there.
        var overlooked = situation is { AutoscalerLives: true, Demand.Quality: DemandQuality.Complete }
            && situation.Demand.AsOf - evidence.Job.CreatedAt > (2 * situation.Options.PollInterval) + situation.Options.QuietPollInterval
            && evidence.Found.Observed is null
            && situation.ReasonUnread(repository) is null;
        return overlooked
            ? new(
                ExplanationCode.NotWatched,
                evidence.Job.CreatedAt,
                $"The last complete reading ({Wording.Of(evidence.Now - situation.Demand!.AsOf)} ago) did not include it: {repository} was not pushed to in the last {Wording.Of(situation.Options.Window)}, or the autoscaler's token cannot administer it.",
                $"Push to it, or start the autoscaler with '--repository {repository}' beside one for each other repository to serve; the token needs the permission 'Administration: write' on it.",
                $"{Situation.StartCommand} --repository {repository}",
                ToolCall.Of("list_repositories", ("find", repository.Name)))
            : null;
    }

    public static Finding? NoAutoscaler(Evidence evidence) => evidence.Situation.AutoscalerLives ? null : new(
        ExplanationCode.NoAutoscaler,
        evidence.Situation.Lease?.RenewedAt,
        evidence.Situation.NoAutoscaler,
        "Start an autoscaler.",
        Situation.StartCommand,
        ToolCall.Of("autoscaler_status"));

    public static Finding? DemandUnknown(Evidence evidence)
    {
        var demand = evidence.Situation.Demand;
        var reason = evidence.Situation.ReasonUnread(evidence.Job.Repository);
        if (demand is null || (reason is null && demand.Quality != DemandQuality.Unknown))
        {
            return null;
        }

        reason ??= demand.Unread.Values.FirstOrDefault() ?? evidence.Situation.LastPass?.Problem ?? "the source gave no reason.";
        var (code, remedy, command) = Unreadable(evidence, reason);
        return new(
            code,
            demand.AsOf,
            $"The autoscaler could not read the queue of {evidence.Job.Repository} ({Wording.Of(evidence.Now - demand.AsOf)} ago), and starts nothing on a guess: {Wording.Clip(reason, 500)}",
            remedy,
            command,
            ToolCall.Of("autoscaler_status"));
    }

    private static (string Code, string Remedy, string? Command) Unreadable(Evidence evidence, string reason)
    {
        var budget = evidence.Situation.Budget;
        return FailureWords.SayLimit(reason) || budget is { Remaining: 0 }
            ? (ExplanationCode.RateLimited,
                $"It goes on by itself {(budget is { Remaining: 0, ResetAt: { } reset } ? FormattableString.Invariant($"when the budget is renewed at {reset:u}") : "when GitHub answers again")}. If it repeats: a GitHub App has a budget of its own, webhooks and scale sets need fewer requests (docs/github-setup.md).",
                "gh api rate_limit")
            : FailureWords.MissingPermission(reason) is { } permission
                ? (ExplanationCode.TokenLacksPermission, $"Give the autoscaler's token {permission}, or take the repository out of those that are served; it goes on by itself then.", "gh auth status")
                : (ReasonCode.DemandUnknown, "It goes on by itself once GitHub answers; if the reason names the token, correct that first.", "gh auth status");
    }

    public static Finding? EngineDown(Evidence evidence) => evidence.Situation.Engine is { Available: false } engine
        ? new(
            ReasonCode.EngineUnavailable,
            engine.AsOf,
            $"The Docker engine did not answer ({Wording.Of(evidence.Now - engine.AsOf)} ago): {Wording.Clip(engine.Problem ?? "no reason given.", 500)}",
            "Get the engine to answer; the autoscaler goes on by itself.",
            "docker info",
            ToolCall.Of("autoscaler_status"))
        : null;
}
