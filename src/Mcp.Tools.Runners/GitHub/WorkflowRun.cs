namespace Mcp.Tools.Runners.GitHub;

/// <summary>A workflow run, as far as it matters here.</summary>
internal sealed record WorkflowRun(
    long Id,
    RepositoryName Repository,
    string? WorkflowName,
    string? WorkflowPath,
    string Title,
    string Status,
    string? Conclusion,
    string? Branch,
    string Event,
    int Attempt,
    long Number,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    Uri HtmlUrl);
