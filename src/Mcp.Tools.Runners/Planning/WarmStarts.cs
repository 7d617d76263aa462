using System.Collections.Immutable;

namespace Mcp.Tools.Runners.Planning;

/// <summary>Which runners to start so that each pool has as many idle ones as it keeps ready. Jobs come first.</summary>
internal static class WarmStarts
{
    /// <param name="left">Runners that no waiting job needs.</param>
    /// <param name="verdicts">What was decided about the jobs.</param>
    public static ImmutableArray<WarmStart> Choose(
        PlanInput input, IReadOnlyCollection<RunnerInfo> left, Capacity capacity, Obstacles obstacles, IEnumerable<JobVerdict> verdicts)
    {
        if (verdicts.Any(PlacesWanted.IsForWantOfRoom))
        {
            // A ready runner must not take the room that a job waits for.
            return [];
        }

        var starts = ImmutableArray.CreateBuilder<WarmStart>();
        foreach (var (pool, repository) in Kept(input))
        {
            var missing = pool.MinIdle - left.Count(runner => runner.Pool == pool.Name && runner.Repository == repository && IsReady(runner));
            while (missing-- > 0 && obstacles.Find(pool, repository) is null && capacity.Refusal(pool, repository) is null)
            {
                capacity.Take(pool.Name, repository);
                starts.Add(new(pool, repository));
            }
        }

        return starts.ToImmutable();
    }

    /// <summary>How many idle runners of the pool are kept for a repository.</summary>
    public static int KeptFor(PlanInput input, string pool, RepositoryName repository) =>
        Kept(input).Where(kept => kept.Pool.Name == pool && kept.Repository == repository).Sum(kept => kept.Pool.MinIdle);

    private static IEnumerable<(RunnerPool Pool, RepositoryName Repository)> Kept(PlanInput input) =>
        from pool in input.Pools
        where pool.MinIdle > 0
        from name in pool.MinIdleFor.Distinct(StringComparer.OrdinalIgnoreCase)
        let repository = RepositoryName.Parse(name)
        where !input.Demand.Unread.ContainsKey(repository) && input.SetFor(pool.Name, repository) is null
        select (pool, repository);

    private static bool IsReady(RunnerInfo runner) =>
        runner.State is RunnerState.Reserved or RunnerState.Registered or RunnerState.Created or RunnerState.Started or RunnerState.Online;
}
