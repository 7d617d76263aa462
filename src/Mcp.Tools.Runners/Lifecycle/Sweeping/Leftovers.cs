using System.Collections.Immutable;

namespace Mcp.Tools.Runners.Lifecycle.Sweeping;

/// <summary>
/// GitHub's listings × containers × rows → what is left over, and what to do about each. Pure. What is not certainly this controller's, or
/// was not read, is never anything but left alone.
/// </summary>
internal static class Leftovers
{
    /// <summary>What was closed so much later than the look was closed before it, and the clock has been set back since.</summary>
    private static readonly TimeSpan LongestLook = TimeSpan.FromMinutes(10);

    public static ImmutableArray<Leftover> Of(Traces traces)
    {
        var byId = traces.Rows.ToDictionary(row => row.Id, StringComparer.Ordinal);
        var orphans = new List<Leftover>();
        var running = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var container in traces.Containers?.Items ?? [])
        {
            var row = byId.GetValueOrDefault(container.RunnerId);
            if (!traces.UnderWay.Contains(container.RunnerId) && IsClosed(row, before: traces.Containers!.AsOf))
            {
                var orphan = OrphanRules.Judge(container, row, traces);
                orphans.Add(orphan);
                if (container.Running)
                {
                    running.Add(orphan.Name);
                }
            }
        }

        return
        [
            // The registration of a container that runs is a matter of that container: first GitHub, then it.
            .. GhostRules.Find(traces).Where(ghost => !running.Contains(ghost.Name)),
            .. orphans,
            .. traces.Rows.Where(row => !traces.UnderWay.Contains(row.Id)).Select(row => DoubtRules.Judge(row, traces)).OfType<Leftover>(),
        ];
    }

    /// <summary>Whether nothing is expected of a runner with this row any more.</summary>
    public static bool IsClosed(RunnerInfo? row) => row is null or { State: RunnerState.Removed };

    /// <summary>As <see cref="IsClosed(RunnerInfo?)"/>, and was so before something was looked at: one that was closed since is being seen off in the usual way.</summary>
    public static bool IsClosed(RunnerInfo? row, DateTimeOffset before) => row is null
        || (row.State == RunnerState.Removed && (row.StateSince <= before || row.StateSince - before > LongestLook));
}
