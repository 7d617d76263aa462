namespace Mcp.Tools.Runners.Tests;

/// <summary>Jobs for tests: queued now, with ids that grow.</summary>
internal static class Jobs
{
    public static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private static long _lastId;

    public static WorkflowJob Queued(string repository = "octo/web", params string[] labels) => new()
    {
        Id = Interlocked.Increment(ref _lastId),
        RunId = 1,
        Repository = RepositoryName.Parse(repository),
        Name = "build",
        Labels = labels.Length == 0 ? ["self-hosted", "linux", "x64"] : [.. labels],
        Status = JobStatus.Queued,
        CreatedAt = Now - TimeSpan.FromMinutes(1),
    };
}
