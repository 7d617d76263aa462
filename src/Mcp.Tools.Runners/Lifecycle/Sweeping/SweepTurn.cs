using System.Collections.Immutable;

namespace Mcp.Tools.Runners.Lifecycle.Sweeping;

/// <summary>Which repositories a sweep reads: a bounded number, the next ones in the next sweep, so that each has its turn. Pure.</summary>
internal static class SweepTurn
{
    /// <summary>Repositories that one sweep reads, at most.</summary>
    public const int Most = 50;

    /// <param name="first">Those that somebody asked for; they come in any case.</param>
    /// <param name="after">The last one of the turn before.</param>
    /// <returns>Those whose turn it is, and the last one of the rotation among them.</returns>
    public static (ImmutableArray<RepositoryName> Turn, string? Last) Of(IEnumerable<RepositoryName> first, IEnumerable<RepositoryName> all, string? after)
    {
        ImmutableArray<RepositoryName> asked = [.. first.Distinct().Take(Most)];
        var ordered = all.Distinct().Except(asked).OrderBy(repository => repository.ToString(), StringComparer.OrdinalIgnoreCase).ToList();
        var start = ordered.FindIndex(repository => StringComparer.OrdinalIgnoreCase.Compare(repository.ToString(), after) > 0);
        var rotated = start < 0 ? ordered : [.. ordered[start..], .. ordered[..start]];
        ImmutableArray<RepositoryName> chosen = [.. rotated.Take(Most - asked.Length)];
        return ([.. asked, .. chosen], chosen.IsEmpty ? after : chosen[^1].ToString());
    }
}
