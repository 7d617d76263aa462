namespace Mcp.Tools.Runners.Tests.Chaos;

/// <summary>The containers of one host, as a table. Outlives the processes that use it. Everything it does is done at once; what is slow or fails is in <see cref="ChaosLauncher"/>.</summary>
internal sealed class ChaosEngine(ChaosClock clock, ChaosLog log, Func<long, bool> isBusyOnGitHub)
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, ChaosContainer> _containers = new(StringComparer.Ordinal);
    private readonly List<(EngineCall? Call, ChaosFault Fault)> _faults = [];
    private readonly List<string> _violations = [];
    private int _neverOnline;
    private int _events;
    private DateTimeOffset _downUntil = DateTimeOffset.MinValue;

    public int Started { get; private set; }

    /// <summary>Containers that were ended, or never came online, before they had a job, for no fault of the product.</summary>
    public int Excused { get; private set; }

    public bool IsDown => clock.SteadyNow < _downUntil;

    /// <summary>What the product did and must never do.</summary>
    public IReadOnlyList<string> Violations
    {
        get
        {
            lock (_gate)
            {
                return [.. _violations];
            }
        }
    }

    public IReadOnlyList<ChaosContainer> Containers
    {
        get
        {
            lock (_gate)
            {
                return [.. _containers.Values];
            }
        }
    }

    public void GoDown(TimeSpan duration) => _downUntil = clock.SteadyNow + duration;

    public void Arm(EngineCall? call, ChaosFault fault)
    {
        lock (_gate)
        {
            _faults.Add((call, fault));
        }
    }

    public void ArmNeverOnline()
    {
        lock (_gate)
        {
            _neverOnline++;
        }
    }

    public void ClearFaults()
    {
        lock (_gate)
        {
            _faults.Clear();
            _neverOnline = 0;
            _downUntil = DateTimeOffset.MinValue;
        }
    }

    public ChaosFault? TakeFault(EngineCall call)
    {
        lock (_gate)
        {
            var at = _faults.FindIndex(fault => fault.Call is null || fault.Call == call);
            if (at < 0)
            {
                return null;
            }

            var taken = _faults[at].Fault;
            _faults.RemoveAt(at);
            return taken;
        }
    }

    /// <summary>How many containers started or ended since the last call.</summary>
    public int TakeEvents()
    {
        lock (_gate)
        {
            return Interlocked.Exchange(ref _events, 0);
        }
    }

    public string Create(RunnerInfo runner)
    {
        lock (_gate)
        {
            if (_containers.Values.FirstOrDefault(container => container.Name == runner.Name) is { } known)
            {
                return known.Id;
            }

            var container = new ChaosContainer(
                $"container-{runner.Id}", runner.Id, runner.Name, runner.Repository.ToString(), runner.GitHubRunnerId ?? 0, runner.RequestedForJobId);
            _containers.Add(container.Id, container);
            return container.Id;
        }
    }

    /// <returns>Whether it will never be online; null: there is no such container.</returns>
    public bool? Start(string containerId)
    {
        lock (_gate)
        {
            if (!_containers.TryGetValue(containerId, out var container))
            {
                return null;
            }

            if (container.Phase == ContainerPhase.Created)
            {
                var doomed = _neverOnline > 0;
                _neverOnline -= doomed ? 1 : 0;
                Excused += doomed ? 1 : 0;
                Put(container with { Phase = ContainerPhase.Connecting, StartedAt = clock.GetUtcNow(), Since = clock.SteadyNow, NeverOnline = doomed });
                Started++;
                _events++;
                return doomed;
            }

            return false;
        }
    }

    /// <summary>The product's way of removing: an id or a name.</summary>
    public void Remove(string idOrName)
    {
        lock (_gate)
        {
            if (_containers.Values.FirstOrDefault(container => container.Id == idOrName || container.Name == idOrName) is not { } found)
            {
                return;
            }

            if (found.Running && isBusyOnGitHub(found.GitHubId))
            {
                _violations.Add($"The container of {found.Name} was removed while GitHub had it busy with job {found.Job}.");
            }

            if (found is { Running: true, Job: null })
            {
                log.Write($"Removed without a job: {found.Name} ({found.Phase}{(found.NeverOnline ? ", never online" : "")})");
            }

            _containers.Remove(found.Id);
            _events++;
        }
    }

    /// <summary>A container that had no job yet was ended from outside.</summary>
    public void Excuse() => Excused++;

    /// <summary>Changes one container as its runner does, unless it is gone; under the same lock as the product's calls.</summary>
    public void Play(string id, Func<ChaosContainer, ChaosContainer?> play)
    {
        lock (_gate)
        {
            if (!_containers.TryGetValue(id, out var container))
            {
                return;
            }

            if (play(container) is { } next)
            {
                if (next is { Phase: ContainerPhase.Ended, Job: null } && container.Running)
                {
                    log.Write($"Ended without a job: {next.Name} (exit code {next.ExitCode})");
                }

                Put(next);
                _events += next.Phase == ContainerPhase.Ended && container.Phase != ContainerPhase.Ended ? 1 : 0;
            }
            else
            {
                _containers.Remove(id);
                _events++;
            }
        }
    }

    private void Put(ChaosContainer container) => _containers[container.Id] = container;
}
