using System.Collections.Immutable;

namespace Mcp.Tools.Runners.GitHub;

/// <summary>Follows GitHub's pages up to a limit, and says when there was more.</summary>
internal sealed class Paging(GitHubConnection connection, TimeProvider time)
{
    public const int PageSize = 100;

    /// <summary>GitHub itself shows no more than 1,000 of a filtered listing.</summary>
    public const int MaxItems = 1000;

    /// <param name="read">A page's items, and GitHub's count of all where it gives one.</param>
    /// <param name="id">What tells two items apart: while pages are turned, an item can move to the next one and be seen twice.</param>
    /// <param name="keep">False for the first item that is too old, where the listing is sorted by age.</param>
    public async Task<Listing<TItem>> ReadAsync<TPage, TItem>(
        Uri first,
        Func<TPage, (IEnumerable<TItem> Items, int? Total)> read,
        Func<TItem, object> id,
        Func<TItem, bool> keep,
        int limit,
        CancellationToken cancellationToken)
        where TPage : class
    {
        var asOf = time.GetUtcNow();
        var items = ImmutableArray.CreateBuilder<TItem>();
        var seen = new HashSet<object>();
        var passed = 0;
        int? total = null;
        var lane = connection.LaneOf(first);
        var next = (Uri?)first;
        for (var page = 0; next is not null; page++)
        {
            if (page == MaxItems / PageSize || items.Count >= limit)
            {
                return new Listing<TItem>(items.ToImmutable(), total, Truncated: true, asOf);
            }

            var answer = await lane.GetAsync<TPage>(next, cancellationToken);
            (var entries, total) = read(answer.Body);
            foreach (var item in entries)
            {
                if (!keep(item))
                {
                    return new Listing<TItem>(items.ToImmutable(), items.Count, Truncated: false, asOf);
                }

                if (items.Count == limit)
                {
                    return new Listing<TItem>(items.ToImmutable(), total, Truncated: true, asOf);
                }

                passed++;
                if (seen.Add(id(item)))
                {
                    items.Add(item);
                }
            }

            next = answer.Next;
        }

        // GitHub stops paging at its own limit without a word; its count still tells.
        return new Listing<TItem>(items.ToImmutable(), total, Truncated: total > passed, asOf);
    }
}
