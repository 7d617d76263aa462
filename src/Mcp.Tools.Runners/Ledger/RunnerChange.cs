namespace Mcp.Tools.Runners.Ledger;

/// <summary>What a step learned about a runner; what is null stays as it was.</summary>
internal sealed record RunnerChange
{
    public static RunnerChange None { get; } = new();

    public long? GitHubRunnerId { get; init; }

    /// <summary>The scale set that it is to be registered in.</summary>
    public int? ScaleSetId { get; init; }

    public string? ContainerId { get; init; }

    public long? JobId { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? BusyAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public int? ExitCode { get; init; }

    public string? Reason { get; init; }

    public string? LogTail { get; init; }
}
