using System.Collections.Immutable;
using System.Text;
using GitHubSimulator;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Lifecycle;

namespace Mcp.Tools.Runners.Tests.Chaos;

/// <summary>Plays one script in virtual time: the real product over a real ledger and the GitHub simulator, and an engine in memory.</summary>
internal sealed class ChaosWorld : IAsyncDisposable
{
    private const int LinesInMessage = 80;
    private const int MostStepsAtEnd = 1_000;

    /// <summary>What one jump of the clock may cost at most: the reading of the queue and what happened since are of two times.</summary>
    private const int StartsInError = 10;

    private readonly int _seed;
    private readonly int _jobs;
    private readonly ChaosHost _host;
    private readonly ChaosFaults _faults;
    private readonly ChaosProcesses _processes;
    private readonly ChaosLedgerReading _reading = new();
    private readonly Stuck _stuck = new();
    private readonly RunnersOptions _options = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("chaos-").FullName;
    private ImmutableArray<long> _seenQueued = [];
    private ChaosFault? _eventFault;
    private bool _calm;
    private int _lateEvents;
    private int _step;

    private ChaosWorld(int seed, int jobs, ChaosHost host)
    {
        (_seed, _jobs, _host) = (seed, jobs, host);
        _faults = new(host);
        Configure(_options);
        _processes = new(host, Configure);
    }

    public ChaosTally Tally => _host.Tally;

    public int Arrived => _host.GitHub.Arrived;

    public string Summary =>
        $"Seed {_seed}: {_step} steps to {_host.Clock.SteadyNow:u}, {Arrived} jobs arrived, {_host.Runners.JobsTaken} taken by our runners, {_host.Engine.Started} containers started ({Excused} more than that are explained), {_host.GitHub.Open.Count} jobs open. {Tally}";

    public static async Task<ChaosWorld> StartAsync(int seed, int jobs)
    {
        var clock = new ChaosClock(new DateTimeOffset(2026, 3, 1, 6, 0, 0, TimeSpan.Zero));
        var simulator = await GitHubSimulatorHost.StartAsync(
            new SimulatorOptions { TimeProvider = clock.Steady, RateLimit = 10_000_000 }, TestContext.Current.CancellationToken);
        return new(seed, jobs, new ChaosHost(clock, simulator));
    }

    /// <summary>Starts that found no job, by what went wrong: ended from outside, the job gone, or the engine's answer lost after it had acted.</summary>
    private int Excused => _host.Engine.Excused
        + Tally.Of(ChaosFault.JobStolen) + Tally.Of(ChaosFault.JobCancelledQueued) + Tally.Of(ChaosFault.EngineAnswerLost)
        + ((Tally.Of(ChaosFault.ClockJumpsForward) + Tally.Of(ChaosFault.ClockJumpsBack)) * StartsInError);

    /// <exception cref="ChaosFailure">An invariant is broken.</exception>
    public async Task RunAsync()
    {
        _processes.Start();
        foreach (var step in ChaosScript.Write(_seed, _jobs))
        {
            await StepAsync(step);
        }

        for (var left = MostStepsAtEnd; left > 0 && Invariants.NothingLeft(State()).Any(); left--)
        {
            await StepAsync(new(TimeSpan.FromSeconds(20), _step % 3 == 0 ? Look.Everything : Look.Runners, Calm: true, [], []));
        }

        Require([.. Invariants.NothingLeft(State()), .. SecretsKept()]);
    }

    public async ValueTask DisposeAsync()
    {
        await _processes.DisposeAsync();
        await _host.Simulator.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StepAsync(ChaosStep step)
    {
        _step++;
        _host.Log.Write($"Step {_step}{(step.Calm ? " (calm)" : "")}: {step.Arrivals.Sum(arrival => arrival.Jobs.Length)} jobs; {string.Join(", ", step.Acts.Select(act => act.Fault))}");
        if (step.Calm && !_calm)
        {
            _host.ClearFaults();
            _processes.Disarm();
        }

        _calm = step.Calm;
        foreach (var arrival in step.Arrivals)
        {
            _host.GitHub.Arrive(arrival);
        }

        _processes.Advance(step.Advance);
        await _host.ActLateAsync();
        foreach (var act in step.Acts)
        {
            Apply(act);
        }

        await EnginePassesAsync();
        await PassAsync("chaos", step.Look);
        await LateEventsAsync();
        _faults.CountTaken();
        var state = State();
        var healthy = _calm && _host.Clock.SteadyNow >= _faults.LimitedUntil;
        Require([.. Invariants.Broken(state), .. _processes.Failures, .. _stuck.Find(state, healthy, _host.Clock.SteadyNow)]);
    }

    private void Apply(ChaosAct act)
    {
        if (act.Fault is ChaosFault.EventsLost or ChaosFault.EventsDoubled or ChaosFault.EventsLate)
        {
            _eventFault = act.Fault;
        }
        else
        {
            _faults.Apply(act);
            _processes.Apply(act);
        }
    }

    /// <summary>The loop's passes because of the engine's events: many make one.</summary>
    private async Task EnginePassesAsync()
    {
        var events = _host.Engine.TakeEvents();
        if (events == 0)
        {
            return;
        }

        if (_eventFault is { } fault)
        {
            _host.Tally.Count(fault);
            _eventFault = null;
            if (fault == ChaosFault.EventsDoubled)
            {
                await PassAsync("engine", Look.Engine);
            }
            else
            {
                _lateEvents += fault == ChaosFault.EventsLate ? events : 0;
                return;
            }
        }

        await PassAsync("engine", Look.Engine);
    }

    /// <summary>Events that come after what they tell of has been seen.</summary>
    private async Task LateEventsAsync()
    {
        if (_lateEvents > 0)
        {
            _lateEvents = 0;
            await PassAsync("engine", Look.Engine);
        }
    }

    private async Task PassAsync(string trigger, Look look)
    {
        var queued = look == Look.Everything ? _host.GitHub.Queued : [];
        await _processes.PassAsync(trigger, look);
        if (look == Look.Everything)
        {
            var complete = _processes.Active.Get<DecisionLog>().RecentPasses(1) is [{ Demand: DemandQuality.Complete }];
            _seenQueued = complete ? [.. queued.Intersect(_host.GitHub.Queued)] : [];
        }
    }

    private ChaosState State()
    {
        var database = _processes.Active.Get<LedgerDatabase>();
        var rows = _processes.Active.Get<RunnerLedger>();
        var open = rows.ListOpen();
        var ids = open.Select(row => row.Id).ToHashSet(StringComparer.Ordinal);
        var containers = _host.Engine.Containers;
        var state = new ChaosState
        {
            Open = [.. open],
            Containers = [.. containers],
            Known = [.. containers.Select(container => container.RunnerId).Where(id => ids.Contains(id) || rows.Get(id) is not null)],
            Registrations = [.. _host.Simulator.World.Snapshot().Runners.Values.Where(runner => !_host.GitHub.IsForeign(runner.Name))],
            Wanted = [.. _host.GitHub.Waiting.Select(job => job.Repository)],
            Epochs = _reading.NextEpochs(database),
            SeenQueued = _seenQueued,
            Reasons = ChaosLedgerReading.Reasons(database, _seenQueued),
            Killed = [.. _host.Engine.Violations],
            Starts = (_host.Engine.Started, _host.Runners.JobsTaken, Excused),
            TwoHolders = _processes.StandbyGetsTheLease(),
            Options = _options,
        };
        _seenQueued = [];
        return state;
    }

    /// <summary>Neither in the ledger nor in the files beside it.</summary>
    private IEnumerable<string> SecretsKept() => Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories)
        .SelectMany(file => Invariants.SecretsKept(
            _host.Simulator.IssuedSecrets.Distinct().Append(_host.Simulator.Options.Token), Path.GetFileName(file), Content(file)));

    private static string Content(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return reader.ReadToEnd();
    }

    /// <summary>Every open row, with what is there of it outside.</summary>
    private IEnumerable<string> Fleet()
    {
        var containers = _host.Engine.Containers.ToDictionary(container => container.RunnerId, StringComparer.Ordinal);
        var registered = _host.Simulator.World.Snapshot().Runners.Values.ToLookup(runner => runner.Name, StringComparer.Ordinal);
        return _processes.Active.Get<RunnerLedger>().ListOpen().Select(row =>
        {
            var container = containers.GetValueOrDefault(row.Id);
            var runner = registered[row.Name].FirstOrDefault();
            return $"{row.Name} {row.Pool} {row.Repository} {row.State} since {row.StateSince:HH:mm:ss}; container {container?.Phase.ToString() ?? "none"} {container?.Job}; on GitHub {(runner is null ? "not" : runner.Busy ? "busy" : runner.Online ? "online" : "offline")}";
        });
    }

    private void Require(IReadOnlyList<string> broken)
    {
        if (broken.Count > 0)
        {
            throw new ChaosFailure(
                $"""
                Step {_step} of seed {_seed} with {_jobs} jobs: {string.Join("\n", broken.Take(10))}
                Again: MCP_CHAOS_SEED={_seed} MCP_CHAOS_JOBS={_jobs} dotnet test --project tests/Mcp.Tools.Runners.Tests --filter-method '*Run_Replayed*'
                {Summary}
                {string.Join("\n", Fleet())}
                What happened to these runners:
                {string.Join("\n", _host.Log.About(broken).TakeLast(LinesInMessage))}
                Without a job ended:
                {string.Join("\n", _host.Log.Lines.Where(line => line.Contains("without a job", StringComparison.Ordinal)).TakeLast(LinesInMessage))}
                What led there:
                {string.Join("\n", _host.Log.Lines.TakeLast(LinesInMessage))}
                """);
        }
    }

    private void Configure(RunnersOptions options)
    {
        options.GitHub.ApiAddress = _host.Simulator.BaseAddress;
        options.GitHub.Token = new Secret(_host.Simulator.Options.Token);
        options.LedgerPath = Path.Combine(_folder, "state", "ledger.db");
        options.MaxRunners = 100;
        options.Pools.Add(new RunnerPool { Name = "usual", Architecture = RunnerArchitecture.X64, MaxRunners = 90, MaxRunnersPerRepository = 30 });
        options.Pools.Add(new RunnerPool { Name = "big", Architecture = RunnerArchitecture.X64, MaxRunners = 18, Labels = ["self-hosted", "linux", "x64", "big"] });
    }
}
