using Mcp.Tools.Runners.Lifecycle;

namespace Mcp.Tools.Runners.Planning;

/// <summary>Places taken, counted by rows, never by containers. Mutable and private to one plan.</summary>
internal sealed class Capacity
{
    private readonly int _hostLimit;
    private readonly Dictionary<string, int> _byPool = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Pool, RepositoryName Repository), int> _byPoolAndRepository = [];
    private readonly Dictionary<RepositoryName, int> _byRepository = [];
    private int _total;

    public Capacity(int hostLimit, IEnumerable<RunnerInfo> fleet)
    {
        _hostLimit = hostLimit;
        foreach (var runner in fleet.Where(RunnerTransitions.TakesCapacity))
        {
            Take(runner.Pool, runner.Repository);
        }
    }

    public int OfRepository(RepositoryName repository) => _byRepository.GetValueOrDefault(repository);

    public void Take(string pool, RepositoryName repository)
    {
        _total++;
        _byPool[pool] = _byPool.GetValueOrDefault(pool) + 1;
        _byRepository[repository] = OfRepository(repository) + 1;
        _byPoolAndRepository[(pool, repository)] = _byPoolAndRepository.GetValueOrDefault((pool, repository)) + 1;
    }

    /// <summary>Null: there is room. Else which limit stands in the way, in words.</summary>
    public (string Code, string Text)? Refusal(RunnerPool pool, RepositoryName repository)
    {
        var ofRepository = _byPoolAndRepository.GetValueOrDefault((pool.Name, repository));
        if (pool.MaxRunnersPerRepository is { } perRepository && ofRepository >= perRepository)
        {
            return (ReasonCode.RepositoryCap, $"{ofRepository} of {perRepository} runners that {repository} may have in the pool '{pool.Name}' are in use; it starts when one of them ends.");
        }

        var ofPool = _byPool.GetValueOrDefault(pool.Name);
        if (pool.MaxRunners is { } perPool && ofPool >= perPool)
        {
            return (ReasonCode.PoolCap, $"{ofPool} of {perPool} runners of the pool '{pool.Name}' are in use; it starts when one of them ends.");
        }

        return _total >= _hostLimit
            ? (ReasonCode.HostCap, $"{_total} of {_hostLimit} runners of this host are in use ({Occupants()}); it starts when one of them ends.")
            : null;
    }

    private string Occupants()
    {
        const int Shown = 3;
        var busiest = _byRepository.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key.ToString(), StringComparer.Ordinal).ToList();
        var named = string.Join(", ", busiest.Take(Shown).Select(entry => $"{entry.Key} {entry.Value}"));
        return busiest.Count > Shown ? $"{named} and {busiest.Count - Shown} more repositories" : named;
    }
}
