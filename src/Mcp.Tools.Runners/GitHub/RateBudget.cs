namespace Mcp.Tools.Runners.GitHub;

/// <summary>The hourly budget as GitHub's headers last said, and what this process has spent since it started.</summary>
/// <param name="CountedRequests">Requests that counted against the budget.</param>
/// <param name="NotModified">Requests answered 304, which are free.</param>
internal sealed record RateBudget(
    int? Limit, int? Remaining, DateTimeOffset? ResetAt, DateTimeOffset? SeenAt, long CountedRequests, long NotModified);
