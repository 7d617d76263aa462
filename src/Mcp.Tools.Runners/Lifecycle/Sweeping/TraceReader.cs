using System.Collections.Immutable;
using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Lifecycle.Sweeping;

/// <summary>Adds the ledger's part to what GitHub and the engine have told.</summary>
internal sealed class TraceReader(RunnerLedger runners, LedgerDatabase database)
{
    /// <summary>
    /// Call it after the listings were read, GitHub's before the engine's: a row is written before its registration and its container, so
    /// that whatever a listing shows has its row by now, and what GitHub calls busy was started before the engine was asked.
    /// </summary>
    public Traces Join(IEnumerable<RepositoryRunners> listings, SeenContainers? containers, Func<string, bool> isUnderWay)
    {
        ImmutableArray<RepositoryRunners> listed = [.. listings];
        var launched = containers?.Items ?? [];
        var controller = database.ControllerId;

        var rows = runners.ListOpen().ToDictionary(row => row.Id, StringComparer.Ordinal);
        foreach (var container in launched.Where(container => !rows.ContainsKey(container.RunnerId)))
        {
            Add(rows, runners.Get(container.RunnerId));
        }

        var names = rows.Values.Select(row => row.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var registered in listed.SelectMany(listing => listing.Runners).Where(runner => OwnNames.Has(controller, runner.Name) && !names.Contains(runner.Name)))
        {
            Add(rows, runners.FindByName(registered.Name));
        }

        // Work may begin or end at this very moment: whoever acts on a finding looks again.
        var underWay = launched.Select(container => container.RunnerId).Concat(rows.Keys).Where(isUnderWay).ToImmutableHashSet(StringComparer.Ordinal);
        return new(controller, listed, containers, [.. rows.Values], underWay);
    }

    private static void Add(Dictionary<string, RunnerInfo> rows, RunnerInfo? row)
    {
        if (row is not null)
        {
            rows[row.Id] = row;
        }
    }
}
