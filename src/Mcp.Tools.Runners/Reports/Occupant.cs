namespace Mcp.Tools.Runners.Reports;

/// <summary>A runner that takes a place.</summary>
internal sealed record Occupant(string Runner, string Pool, string Repository, string State, DateTimeOffset StateSince, long? JobId)
{
    public static Occupant Of(RunnerInfo runner) =>
        new(runner.Name, runner.Pool, runner.Repository.ToString(), Wording.Of(runner.State), runner.StateSince, runner.JobId);
}
