namespace Mcp.Tools.Runners.DemandSources;

/// <summary>Of which runs a pass reads the jobs (pure): those never read come first, then those read longest ago; the rest waits for the next pass.</summary>
internal static class Hydration
{
    /// <summary>Each run is a request, and GitHub takes 900 in a minute.</summary>
    public const int MostRuns = 250;

    public static IReadOnlyList<HydrationTurn> Choose(IEnumerable<HydrationTurn> runs, int most = MostRuns) =>
    [
        .. runs
            .OrderBy(turn => turn.ReadAt ?? DateTimeOffset.MinValue)
            .ThenBy(turn => turn.Run.CreatedAt)
            .ThenBy(turn => turn.Run.Id)
            .Take(most),
    ];
}
