namespace Mcp.Tools.Runners.GitHub;

/// <summary>A request to GitHub failed: what, which request, its id, and what to do. Holds no secret.</summary>
internal sealed class GitHubException(
    GitHubFailureKind kind, string request, string? requestId, string what, string advice, DateTimeOffset? retryAt = null, Exception? inner = null)
    : Exception($"{what} ({request}{(requestId is null ? "" : $", request id {requestId}")}). {advice}", inner)
{
    public GitHubFailureKind Kind { get; } = kind;

    /// <summary>Method and path, for example <c>GET /repos/o/r/actions/runs</c>.</summary>
    public string Request { get; } = request;

    public string? RequestId { get; } = requestId;

    /// <summary>A sentence that says what to do next.</summary>
    public string Advice { get; } = advice;

    /// <summary>When to try again, where GitHub said so.</summary>
    public DateTimeOffset? RetryAt { get; } = retryAt;
}
