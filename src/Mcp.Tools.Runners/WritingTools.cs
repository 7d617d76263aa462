namespace Mcp.Tools.Runners;

/// <summary>The tools that change something or give out a secret: off until allowed by name.</summary>
internal static class WritingTools
{
    public const string LaunchRunner = "launch_runner";

    public const string IssueRunnerToken = "issue_runner_token";

    public const string StopRunner = "stop_runner";

    public const string SetAutoscaler = "set_autoscaler";

    public const string CleanUpRunners = "clean_up_runners";

    public const string RerunFailedJobs = "rerun_failed_jobs";

    public const string CancelRun = "cancel_run";

    public static IReadOnlyList<string> Names { get; } = [LaunchRunner, StopRunner, SetAutoscaler, CleanUpRunners, IssueRunnerToken, RerunFailedJobs, CancelRun];
}
