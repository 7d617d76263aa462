namespace GitHubSimulator;

/// <summary>A job in one attempt of a run.</summary>
public sealed record SimulatedJob(long Id, long RunId, int Attempt, JobPlan Plan, DateTimeOffset CreatedAt)
{
    /// <summary>waiting, queued, in_progress or completed.</summary>
    public string Status { get; init; } = "queued";

    /// <summary>Null until the job is completed.</summary>
    public string? Conclusion { get; init; }

    /// <summary>When a runner took it.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>The runner that took it; 0 for a hosted one.</summary>
    public long? RunnerId { get; init; }

    /// <summary>That runner's name.</summary>
    public string? RunnerName { get; init; }

    /// <summary>The scale set that it is assigned to: only the set's runners get it then.</summary>
    public int? ScaleSetId { get; init; }

    /// <summary>What the job has printed.</summary>
    public string Log { get; init; } = "";

    /// <summary>Whether its log was kept long enough: GitHub answers 410 then.</summary>
    public bool LogExpired { get; init; }

    /// <summary>True if a label names one of GitHub's own machines.</summary>
    public bool Hosted => Plan.Labels.Any(HostedLabels.Contains);
}
