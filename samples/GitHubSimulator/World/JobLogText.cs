namespace GitHubSimulator;

/// <summary>A job's log as GitHub writes it: all steps in one text, most of them begun by a group that is named after the command.</summary>
internal static class JobLogText
{
    /// <summary>What the first of the lines after the job's own work says.</summary>
    public const string Afterwards = "Post job cleanup.";

    public const string GroupEnd = "##[endgroup]";

    public static string Compose(SimulatedJob job, string conclusion)
    {
        if (job.StartedAt is null)
        {
            return "";
        }
        List<string> lines =
        [
            "Current runner version: 'simulator'",
            $"Runner name: '{job.RunnerName}'",
            "##[group]Run actions/checkout@v4",
            "with:",
            GroupEnd,
            // A step with a name of its own has its command here all the same.
            $"##[group]Run {(job.Plan.FailingStep is null ? job.Plan.Name : "./work.sh")}",
            "shell: /usr/bin/bash -e {0}",
            GroupEnd,
        ];
        lines.AddRange(Lines(job.Log));
        lines.AddRange(Lines(job.Plan.Log));
        if (conclusion == "failure" && !job.Plan.Log.Contains("##[error]", StringComparison.Ordinal))
        {
            lines.Add("##[error]Process completed with exit code 1.");
        }
        if (conclusion == "cancelled")
        {
            lines.Add("##[error]The operation was canceled.");
        }
        lines.Add(Afterwards);
        lines.Add("Cleaning up orphan processes");
        return string.Join('\n', lines) + "\n";
    }

    private static IEnumerable<string> Lines(string text) =>
        text.Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0);
}
