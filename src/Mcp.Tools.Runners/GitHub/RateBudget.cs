namespace Mcp.Tools.Runners.GitHub;

/// <summary>The hourly budget as GitHub's headers last said, and what this process has spent since it started.</summary>
/// <param name="CountedRequests">Requests that counted against the budget.</param>
/// <param name="NotModified">Requests answered 304, which are free.</param>
internal sealed record RateBudget(
    int? Limit, int? Remaining, DateTimeOffset? ResetAt, DateTimeOffset? SeenAt, long CountedRequests, long NotModified)
{
    public static RateBudget Unknown { get; } = new(null, null, null, null, 0, 0);

    /// <summary>Several budgets in one: the state of the one of which the smallest part is left, and what all have spent.</summary>
    public static RateBudget Together(IEnumerable<RateBudget> budgets)
    {
        RateBudget[] all = [.. budgets];
        var shortest = all.Where(budget => budget is { Limit: > 0, Remaining: not null }).MinBy(budget => (double)budget.Remaining!.Value / budget.Limit!.Value)
            ?? all.FirstOrDefault()
            ?? Unknown;
        return shortest with { CountedRequests = all.Sum(budget => budget.CountedRequests), NotModified = all.Sum(budget => budget.NotModified) };
    }
}
