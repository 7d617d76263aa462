using System.Globalization;
using Mcp.Tools.Runners.Lifecycle;

namespace Mcp.Tools.Runners.Planning;

/// <summary>Places taken, counted by rows, never by containers. Mutable and private to one plan.</summary>
internal sealed class Capacity
{
    private readonly PlanLimits _limits;
    private readonly Dictionary<string, RunnerPool> _pools;
    private readonly Dictionary<string, int> _byPool = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Pool, RepositoryName Repository), int> _byPoolAndRepository = [];
    private readonly Dictionary<RepositoryName, int> _byRepository = [];
    private readonly Dictionary<(string Pool, RepositoryName Repository), int> _onTheirWay = [];
    private int _total;

    public Capacity(PlanLimits limits, IEnumerable<RunnerPool> pools, IEnumerable<RunnerInfo> fleet)
    {
        _limits = limits;
        _pools = pools.ToDictionary(pool => pool.Name, StringComparer.Ordinal);
        foreach (var runner in fleet.Where(RunnerTransitions.TakesCapacity))
        {
            Take(runner.Pool, runner.Repository, isOnItsWay: runner.State is RunnerState.Reserved or RunnerState.Registered or RunnerState.Created or RunnerState.Started);
        }
    }

    public long MemoryBytes { get; private set; }

    public double Processors { get; private set; }

    public int Gpus { get; private set; }

    public int OfRepository(RepositoryName repository) => _byRepository.GetValueOrDefault(repository);

    /// <summary>Runners of the pool, or of one repository in it, that are being started.</summary>
    public int OnTheirWay(string pool, RepositoryName? repository) => _onTheirWay
        .Where(entry => entry.Key.Pool == pool && (repository is null || entry.Key.Repository == repository))
        .Sum(entry => entry.Value);

    public void Take(string pool, RepositoryName repository, bool isOnItsWay = true)
    {
        _total++;
        if (_pools.GetValueOrDefault(pool) is { } known)
        {
            MemoryBytes += known.Resources.MemoryBytes;
            Processors += known.Resources.Processors;
            Gpus += known.Gpus;
        }

        _byPool[pool] = _byPool.GetValueOrDefault(pool) + 1;
        _byRepository[repository] = OfRepository(repository) + 1;
        _byPoolAndRepository[(pool, repository)] = _byPoolAndRepository.GetValueOrDefault((pool, repository)) + 1;
        if (isOnItsWay)
        {
            _onTheirWay[(pool, repository)] = _onTheirWay.GetValueOrDefault((pool, repository)) + 1;
        }
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

        return _total >= _limits.MaxRunners
            ? (ReasonCode.HostCap, $"{_total} of {_limits.MaxRunners} runners of this host are in use ({Occupants()}); it starts when one of them ends.")
            : OfTheHost(pool);
    }

    private static string Gibibytes(long bytes) => Number(bytes / (double)(1L << 30));

    private static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private (string Code, string Text)? OfTheHost(RunnerPool pool)
    {
        var need = pool.Resources;
        if (_limits.MemoryBytes is { } memory && MemoryBytes + need.MemoryBytes > memory)
        {
            return (ReasonCode.Memory, $"{Gibibytes(MemoryBytes)} of the {Gibibytes(memory)} GiB of memory that runners may have are promised to {Runners()}, and one of the pool '{pool.Name}' needs {Gibibytes(need.MemoryBytes)} GiB; {When(need.MemoryBytes > memory)}.");
        }

        // Sums of fractions miss by a hair.
        if (_limits.Processors is { } processors && Processors + need.Processors > processors + 1e-9)
        {
            return (ReasonCode.Processors, $"{Number(Processors)} of the {Number(processors)} processors that runners may have are promised to {Runners()}, and one of the pool '{pool.Name}' needs {Number(need.Processors)}; {When(need.Processors > processors)}.");
        }

        if (pool.Gpus > 0 && _limits.Gpus is { } gpus && Gpus + pool.Gpus > gpus)
        {
            return (ReasonCode.GpuSlots, $"{Gpus} of the {gpus} GPU{(gpus == 1 ? "" : "s")} of this host are given out, and a runner of the pool '{pool.Name}' needs {pool.Gpus}; {When(pool.Gpus > gpus)}.");
        }

        return _limits.Disk is { IsTooLittle: true } disk
            ? (ReasonCode.Disk, $"{Gibibytes(disk.FreeBytes)} GiB are free on the engine's disk, and {Gibibytes(disk.MinimumBytes)} GiB must stay free (minimumFreeDiskBytes); free some, for example with 'docker system df' and 'docker image prune'.")
            : null;
    }

    private static string When(bool never) => never ? "it can never start here" : "it starts when enough of them end";

    private string Runners() => $"{_total} runner{(_total == 1 ? "" : "s")}";

    private string Occupants()
    {
        const int Shown = 3;
        var busiest = _byRepository.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key.ToString(), StringComparer.Ordinal).ToList();
        var named = string.Join(", ", busiest.Take(Shown).Select(entry => $"{entry.Key} {entry.Value}"));
        return busiest.Count > Shown ? $"{named} and {busiest.Count - Shown} more repositories" : named;
    }
}
