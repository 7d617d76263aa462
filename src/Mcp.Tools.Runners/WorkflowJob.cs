using System.Collections.Immutable;

namespace Mcp.Tools.Runners;

/// <summary>One job of a workflow run, as GitHub describes it.</summary>
public sealed record WorkflowJob
{
    /// <summary>GitHub's job id.</summary>
    public required long Id { get; init; }

    /// <summary>The run that the job belongs to.</summary>
    public required long RunId { get; init; }

    /// <summary>The repository.</summary>
    public required RepositoryName Repository { get; init; }

    /// <summary>The job's name, matrix values included.</summary>
    public required string Name { get; init; }

    /// <summary>The workflow's name, where GitHub gives it.</summary>
    public string? WorkflowName { get; init; }

    /// <summary>The workflow's file, for example <c>.github/workflows/ci.yml</c>, where it is known.</summary>
    public string? WorkflowPath { get; init; }

    /// <summary>What <c>runs-on</c> asks for.</summary>
    public required ImmutableArray<string> Labels { get; init; }

    /// <summary>Where the job stands.</summary>
    public required JobStatus Status { get; init; }

    /// <summary><c>success</c>, <c>failure</c>, <c>cancelled</c> …, once completed.</summary>
    public string? Conclusion { get; init; }

    /// <summary>When the job was queued.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When a runner took it.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>GitHub's id of the runner that took it.</summary>
    public long? RunnerId { get; init; }

    /// <summary>The name of the runner that took it.</summary>
    public string? RunnerName { get; init; }

    /// <summary>The first step that failed, once one has.</summary>
    public string? FailedStep { get; init; }

    /// <summary>The page to look at.</summary>
    public Uri? HtmlUrl { get; init; }
}
