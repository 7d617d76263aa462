namespace Mcp.Tools.Runners.GitHub;

/// <summary>Which runs to list, newest first.</summary>
/// <param name="Status">A status or a conclusion, as GitHub's own filter takes it; null for all.</param>
/// <param name="CreatedSince">Only runs created at or after it.</param>
/// <param name="Limit">At most so many; the listing says when it was cut.</param>
internal sealed record RunQuery(string? Status, DateTimeOffset? CreatedSince, int Limit)
{
    /// <summary>Only runs created at or before it, which is where a listing goes on that was cut.</summary>
    public DateTimeOffset? CreatedUntil { get; init; }
}
