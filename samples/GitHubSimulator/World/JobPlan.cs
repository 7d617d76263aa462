namespace GitHubSimulator;

/// <summary>What a job will do when a runner takes it.</summary>
/// <param name="Name">The job's display name.</param>
/// <param name="Labels">The labels of <c>runs-on</c>.</param>
public sealed record JobPlan(string Name, IReadOnlyList<string> Labels)
{
    /// <summary>How long the job runs.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>GitHub's word for the result: success, failure, cancelled, skipped or timed_out.</summary>
    public string Conclusion { get; init; } = "success";

    /// <summary>Lines that the job prints.</summary>
    public string Log { get; init; } = "";

    /// <summary>Lines without meaning, about so many bytes of them, that its log has before <see cref="Log"/>; they are made as they are sent.</summary>
    public long FillerBytes { get; init; }

    /// <summary>The step that fails; only meaningful with the conclusion failure.</summary>
    public string? FailingStep { get; init; }

    /// <summary>The names of the run's jobs that must succeed before it is queued (<c>needs:</c>); until then it is pending.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Only one job of a group runs at a time in a repository (<c>concurrency:</c>); the others are pending.</summary>
    public string? ConcurrencyGroup { get; init; }

    /// <summary>Whether the job waits for an environment's approval before it is queued.</summary>
    public bool NeedsApproval { get; init; }
}
