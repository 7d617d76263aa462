using Mcp.Tools.Runners.Planning;

namespace Mcp.Tools.Runners.Reports.Host;

/// <summary>How many runners of a pool there is room for. Pure; it goes by the planner's own limits.</summary>
internal static class PoolRoom
{
    /// <summary>More are never counted: no host has so many places.</summary>
    private const int Most = 1000;

    // The cap on one repository says nothing of the host, so each runner is of another one.
    public static int Count(Situation situation, RunnerPool pool, IEnumerable<RunnerInfo> fleet)
    {
        var taken = new Capacity(situation.Limits, situation.Options.EffectivePools, fleet);
        for (var count = 0; count < Most; count++)
        {
            var repository = RepositoryName.Parse(FormattableString.Invariant($"room/{count}"));
            if (taken.Refusal(pool, repository) is not null)
            {
                return count;
            }

            taken.Take(pool.Name, repository);
        }

        return Most;
    }
}
