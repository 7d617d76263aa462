namespace Mcp.Tools.Runners.Reports;

/// <summary>The verdicts of <c>explain_job</c> beside those of <see cref="ReasonCode"/>.</summary>
internal static class ExplanationCode
{
    /// <summary>It has ended.</summary>
    public const string Finished = "finished";

    /// <summary>It has failed for want of a Docker daemon: <c>container:</c> or <c>services:</c> on a hardened runner.</summary>
    public const string NeedsDocker = "container_needs_docker";

    /// <summary>It runs.</summary>
    public const string Running = "running";

    /// <summary>An environment's reviewers must approve it.</summary>
    public const string WaitingForApproval = "waiting_for_approval";

    /// <summary>It waits for jobs of its run that it needs (<c>needs:</c>).</summary>
    public const string Needs = "needs";

    /// <summary>It waits for its concurrency group.</summary>
    public const string ConcurrencyGroup = "concurrency_group";

    /// <summary>The queue cannot be read, because the token lacks a permission or scope that is named.</summary>
    public const string TokenLacksPermission = "token_lacks_permission";

    /// <summary>The queue cannot be read, because GitHub's rate limit is reached.</summary>
    public const string RateLimited = "rate_limited";

    /// <summary>It waits for another job (<c>needs:</c>) or for its concurrency group.</summary>
    public const string Pending = "pending";

    /// <summary>GitHub says a status that this version does not know.</summary>
    public const string UnknownStatus = "unknown_status";

    /// <summary>Its repository is not among those that are served.</summary>
    public const string NotWatched = ReasonCode.RepositoryNotWatched;

    /// <summary>Nobody acts: no process holds the autoscaler's lease.</summary>
    public const string NoAutoscaler = "no_autoscaler";

    /// <summary>No pass has decided about it yet.</summary>
    public const string NotSeenYet = "not_seen_yet";

    /// <summary>A runner is on its way.</summary>
    public const string RunnerStarting = "runner_starting";

    /// <summary>A runner is online for it; GitHub hands it over.</summary>
    public const string RunnerReady = "runner_ready";

    /// <summary>The runner for it could not be started.</summary>
    public const string StartFailed = "start_failed";
}
