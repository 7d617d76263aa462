namespace GitHubSimulator;

internal static class JobLogText
{
    public static string Compose(SimulatedJob job, string conclusion)
    {
        if (job.StartedAt is null)
        {
            return "";
        }
        List<string> lines = ["Current runner version: 'simulator'", $"Runner name: '{job.RunnerName}'"];
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
        lines.Add("Cleaning up orphan processes");
        return string.Join('\n', lines) + "\n";
    }

    private static IEnumerable<string> Lines(string text) =>
        text.Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0);
}
