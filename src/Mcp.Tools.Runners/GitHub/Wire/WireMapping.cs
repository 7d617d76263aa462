using System.Collections.Immutable;
using System.Text.Json;

namespace Mcp.Tools.Runners.GitHub.Wire;

/// <summary>From GitHub's words to ours. A word that is not known becomes <c>Unknown</c>; a value that makes no sense is a <see cref="JsonException"/>.</summary>
internal static class WireMapping
{
    /// <summary>Null: a repository whose name this product cannot write down, which GitHub itself does not allow.</summary>
    public static GitHubRepository? ToRepository(RepositoryWire wire) => RepositoryName.TryParse(wire.FullName, out var name)
        ? new GitHubRepository(name, wire.Private, wire.Archived, Utc(wire.PushedAt))
        : null;

    public static WorkflowRun ToRun(RunWire wire, RepositoryName repository) => new(
        wire.Id,
        repository,
        wire.Name,
        WorkflowPath(wire.Path),
        wire.DisplayTitle ?? wire.Name ?? string.Empty,
        wire.Status ?? "unknown",
        wire.Conclusion,
        wire.HeadBranch,
        wire.Event,
        wire.RunAttempt,
        wire.RunNumber,
        wire.CreatedAt.ToUniversalTime(),
        wire.UpdatedAt.ToUniversalTime(),
        WebPage(wire.HtmlUrl) ?? throw new JsonException("html_url is no web address."));

    public static WorkflowJob ToJob(JobWire wire, RepositoryName repository, string? workflowPath)
    {
        var status = ToStatus(wire.Status);
        return new WorkflowJob
        {
            Id = wire.Id,
            RunId = wire.RunId,
            Repository = repository,
            Name = wire.Name,
            WorkflowName = wire.WorkflowName,
            WorkflowPath = workflowPath,
            Labels = [.. wire.Labels],
            Status = status,
            Conclusion = wire.Conclusion,
            CreatedAt = Utc(wire.CreatedAt ?? wire.StartedAt) ?? throw new JsonException("A job has neither created_at nor started_at."),
            // GitHub fills started_at while a job is still queued; it is the moment of a runner only from then on.
            StartedAt = status is JobStatus.InProgress or JobStatus.Completed ? Utc(wire.StartedAt) : null,
            CompletedAt = Utc(wire.CompletedAt),
            RunnerId = wire.RunnerId is > 0 ? wire.RunnerId : null,
            RunnerName = string.IsNullOrEmpty(wire.RunnerName) ? null : wire.RunnerName,
            FailedStep = FailedStep(wire.Steps ?? []),
            HtmlUrl = WebPage(wire.HtmlUrl),
        };
    }

    public static JobStep ToStep(StepWire wire) => new(wire.Number, wire.Name, wire.Conclusion, Utc(wire.StartedAt), Utc(wire.CompletedAt));

    public static GitHubRunner ToRunner(RunnerWire wire) => new(
        wire.Id,
        wire.Name,
        wire.Os ?? "unknown",
        string.Equals(wire.Status, "online", StringComparison.OrdinalIgnoreCase),
        wire.Busy,
        wire.Labels.Select(label => label.Name).ToImmutableArray());

    public static RunnerGroup ToGroup(RunnerGroupWire wire) => new(wire.Id, wire.Name, wire.Default, wire.Visibility, wire.AllowsPublicRepositories);

    public static JobStatus ToStatus(string word) => word.ToLowerInvariant() switch
    {
        "queued" => JobStatus.Queued,
        "in_progress" => JobStatus.InProgress,
        "completed" => JobStatus.Completed,
        "waiting" => JobStatus.Waiting,
        "pending" or "requested" => JobStatus.Pending,
        _ => JobStatus.Unknown,
    };

    private static string? FailedStep(StepWire[] steps) =>
        (Array.Find(steps, step => step.Conclusion == "failure")
            ?? Array.Find(steps, step => step.Conclusion is "timed_out" or "cancelled"))?.Name;

    /// <summary>GitHub appends <c>@ref</c> to some paths.</summary>
    private static string? WorkflowPath(string? path) => path?.Split('@')[0] is { Length: > 0 } file ? file : null;

    private static Uri? WebPage(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme is "https" or "http") ? uri : null;

    private static DateTimeOffset? Utc(DateTimeOffset? moment) => moment?.ToUniversalTime();
}
