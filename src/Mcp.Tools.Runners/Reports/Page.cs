using System.Collections.Immutable;

namespace Mcp.Tools.Runners.Reports;

/// <summary>One page of a list.</summary>
/// <param name="Next">The key of the last entry, where more follow.</param>
internal sealed record Page<T>(ImmutableArray<T> Items, int Total, PageKey? Next)
{
    /// <param name="after">The last entry of the page before; null for the first page.</param>
    /// <param name="newestFirst">Whether the list begins with the newest; else with the oldest.</param>
    public static Page<T> Of(IEnumerable<T> all, Func<T, PageKey> key, PageKey? after, int limit, bool newestFirst)
    {
        var sorted = (newestFirst ? all.OrderByDescending(key) : all.OrderBy(key)).ToList();
        var rest = after is not { } last
            ? sorted
            : sorted.FindAll(item => newestFirst ? key(item).CompareTo(last) < 0 : key(item).CompareTo(last) > 0);
        return new([.. rest.Take(limit)], sorted.Count, rest.Count > limit ? key(rest[limit - 1]) : null);
    }
}
