using System.Globalization;
using Mcp.Tools.Runners.Lifecycle;

namespace Mcp.Tools.Runners.Planning;

/// <summary>Places taken, counted by rows, never by containers. Mutable and private to one plan.</summary>
internal sealed class Capacity
{
    private readonly PlanLimits _limits;
    private readonly Dictionary<string, long> _memoryOfPool;
    private readonly Dictionary<string, int> _byPool = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Pool, RepositoryName Repository), int> _byPoolAndRepository = [];
    private readonly Dictionary<RepositoryName, int> _byRepository = [];
    private int _total;
    private long _memory;

    public Capacity(PlanLimits limits, IEnumerable<RunnerPool> pools, IEnumerable<RunnerInfo> fleet)
    {
        _limits = limits;
        _memoryOfPool = pools.ToDictionary(pool => pool.Name, pool => pool.Resources.MemoryBytes, StringComparer.Ordinal);
        foreach (var runner in fleet.Where(RunnerTransitions.TakesCapacity))
        {
            Take(runner.Pool, runner.Repository);
        }
    }

    public int OfRepository(RepositoryName repository) => _byRepository.GetValueOrDefault(repository);

    public void Take(string pool, RepositoryName repository)
    {
        _total++;
        _memory += _memoryOfPool.GetValueOrDefault(pool);
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

        if (_total >= _limits.MaxRunners)
        {
            return (ReasonCode.HostCap, $"{_total} of {_limits.MaxRunners} runners of this host are in use ({Occupants()}); it starts when one of them ends.");
        }

        return _limits.MemoryBytes is { } memory && _memory + pool.Resources.MemoryBytes > memory
            ? (ReasonCode.Memory, $"{Gibibytes(_memory)} of the {Gibibytes(memory)} GiB of memory that runners may have are promised to {_total} runner{(_total == 1 ? "" : "s")}, and one of the pool '{pool.Name}' needs {Gibibytes(pool.Resources.MemoryBytes)} GiB; {(pool.Resources.MemoryBytes > memory ? "it can never start here" : "it starts when enough of them end")}.")
            : null;
    }

    private static string Gibibytes(long bytes) => (bytes / (double)(1L << 30)).ToString("0.##", CultureInfo.InvariantCulture);

    private string Occupants()
    {
        const int Shown = 3;
        var busiest = _byRepository.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key.ToString(), StringComparer.Ordinal).ToList();
        var named = string.Join(", ", busiest.Take(Shown).Select(entry => $"{entry.Key} {entry.Value}"));
        return busiest.Count > Shown ? $"{named} and {busiest.Count - Shown} more repositories" : named;
    }
}
