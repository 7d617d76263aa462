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


    /// <summary>The tool that is meant: by its name, or by its verb alone where only one tool has it, for example <c>launch</c> or <c>clean-up</c>.</summary>
    /// <returns>Null: there is none, or it is not clear which.</returns>
    public static string? Find(string name)
    {
        var wanted = name.Trim().ToLowerInvariant().Replace('-', '_');
        return Names.Contains(wanted) ? wanted
            : Names.Where(tool => tool.StartsWith(wanted + "_", StringComparison.Ordinal)).ToList() is [var only] ? only
            : null;
    }

    public static bool IsAllowed(IEnumerable<string> allowed, string tool) => allowed.Any(name => Find(name) == tool);
}
