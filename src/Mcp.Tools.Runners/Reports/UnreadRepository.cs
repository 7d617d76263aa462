using System.Collections.Immutable;

namespace Mcp.Tools.Runners.Reports;

/// <summary>A repository that could not be read, so that nothing is known about it.</summary>
internal sealed record UnreadRepository(string Repository, string Reason)
{
    private const int Shown = 20;

    public static ImmutableArray<UnreadRepository> List(IEnumerable<(string Repository, string Reason)> unread) =>
        [.. unread.OrderBy(entry => entry.Repository, StringComparer.OrdinalIgnoreCase).Take(Shown)
            .Select(entry => new UnreadRepository(entry.Repository, Wording.Clip(entry.Reason, 300)))];
}
