using System.Collections.Immutable;

namespace Mcp.Tools.Runners.GitHub.ScaleSets;

/// <summary>One entry of a message: a job, and what happened to it. What the service left out, or sent as zero, is null or empty.</summary>
public sealed record ScaleSetJob
{
    /// <summary>What happened.</summary>
    public required ScaleSetJobEvent Event { get; init; }

    /// <summary>The service's id of the request for a runner: what is acquired. 0: the service did not say.</summary>
    public long RunnerRequestId { get; init; }

    /// <summary>The service's id of the job. It is not the id that the REST API knows.</summary>
    public string? JobId { get; init; }

    /// <summary>The repository; null: the service did not say.</summary>
    public RepositoryName? Repository { get; init; }

    /// <summary>The run, the same as in the REST API; null: the service did not say (since May 2025 it often does not).</summary>
    public long? WorkflowRunId { get; init; }

    /// <summary>The job's name, as in the REST API.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The workflow's file and ref.</summary>
    public string? WorkflowRef { get; init; }

    /// <summary>The event that started the run.</summary>
    public string? EventName { get; init; }

    /// <summary>What <c>runs-on</c> asks for.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>When it was queued.</summary>
    public DateTimeOffset? QueuedAt { get; init; }

    /// <summary>When it became the set's.</summary>
    public DateTimeOffset? AssignedAt { get; init; }

    /// <summary>When a runner took it.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The runner's id.</summary>
    public long? RunnerId { get; init; }

    /// <summary>The runner's name.</summary>
    public string? RunnerName { get; init; }

    /// <summary>How it ended, in the service's word, for example <c>succeeded</c> or <c>canceled</c>.</summary>
    public string? Result { get; init; }
}
