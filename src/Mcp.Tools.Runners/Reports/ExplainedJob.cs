using System.Collections.Immutable;
using System.ComponentModel;

namespace Mcp.Tools.Runners.Reports;

/// <summary>The job that an explanation is about.</summary>
internal sealed record ExplainedJob
{
    public required long Id { get; init; }

    public required long RunId { get; init; }

    public required string Repository { get; init; }

    public required string Name { get; init; }

    public string? Workflow { get; init; }

    public required ImmutableArray<string> Labels { get; init; }

    public required string Status { get; init; }

    public string? Conclusion { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string? Url { get; init; }

    public required Provenance Seen { get; init; }

    [Description("Why GitHub could not be asked now, so that the state is the last one seen.")]
    public string? StaleBecause { get; init; }

    public static ExplainedJob Of(FoundJob found) => new()
    {
        Id = found.Job.Id,
        RunId = found.Job.RunId,
        Repository = found.Job.Repository.ToString(),
        Name = Wording.Clip(found.Job.Name),
        Workflow = found.Job.WorkflowPath ?? found.Job.WorkflowName,
        Labels = [.. found.Job.Labels.Take(20).Select(label => Wording.Clip(label, 100))],
        Status = Wording.Of(found.Job.Status),
        Conclusion = found.Job.Conclusion,
        CreatedAt = found.Job.CreatedAt,
        Url = found.Job.HtmlUrl?.ToString(),
        Seen = found.Seen,
        StaleBecause = found.StaleBecause,
    };
}
