using System.Collections.Immutable;

namespace Mcp.Tools.Runners;

/// <summary>A runner as the ledger has it: an intent, and what became of it.</summary>
public sealed record RunnerInfo
{
    /// <summary>The ledger's id.</summary>
    public required string Id { get; init; }

    /// <summary>The name on GitHub and of the container.</summary>
    public required string Name { get; init; }

    /// <summary>The pool that it belongs to.</summary>
    public required string Pool { get; init; }

    /// <summary>The repository that it serves.</summary>
    public required RepositoryName Repository { get; init; }

    /// <summary>The labels that it is registered with.</summary>
    public required ImmutableArray<string> Labels { get; init; }

    /// <summary>Where it stands.</summary>
    public required RunnerState State { get; init; }

    /// <summary>Who asked for it: <c>autoscaler</c> or a tool's name.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>The job that it was requested for; it may serve another one with the same labels.</summary>
    public long? RequestedForJobId { get; init; }

    /// <summary>The job that it runs or ran, once known.</summary>
    public long? JobId { get; init; }

    /// <summary>GitHub's id, from registration on.</summary>
    public long? GitHubRunnerId { get; init; }

    /// <summary>The scale set that it is registered in; null: it is registered for <see cref="Repository"/>. In an organisation's set it may serve another repository than the one that it was started for.</summary>
    public int? ScaleSetId { get; init; }

    /// <summary>When the scale-set service said that its job is over.</summary>
    public DateTimeOffset? JobOverAt { get; init; }

    /// <summary>The container's id, from creation on.</summary>
    public string? ContainerId { get; init; }

    /// <summary>When it was requested.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Since when it is in <see cref="State"/>.</summary>
    public required DateTimeOffset StateSince { get; init; }

    /// <summary>When its container started.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it was first seen busy.</summary>
    public DateTimeOffset? BusyAt { get; init; }

    /// <summary>When its container ended.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The container's exit code. It says how the listener ended, never how the job did.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Who wants it to stop; null: nobody. A busy runner stops with its job.</summary>
    public string? StopRequestedBy { get; init; }

    /// <summary>Why it is in <see cref="State"/>, in words.</summary>
    public string? Reason { get; init; }

    /// <summary>The last lines that the container wrote.</summary>
    public string? LogTail { get; init; }
}
