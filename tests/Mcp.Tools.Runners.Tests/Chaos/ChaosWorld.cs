using System.Collections.Concurrent;
using GitHubSimulator;
using Mcp.Tools.Runners.Lifecycle;

namespace Mcp.Tools.Runners.Tests.Chaos;

/// <summary>Plays one script in virtual time: the real product over a real ledger and the GitHub simulator, and an engine in memory.</summary>
internal sealed class ChaosWorld : IAsyncDisposable
{
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(5);

    private readonly int _seed;
    private readonly int _jobs;
    private readonly IReadOnlyList<ChaosStep> _script;
    private readonly ChaosClock _clock;
    private readonly GitHubSimulatorHost _simulator;
    private readonly ConcurrentQueue<ChaosFault> _hangs = new();
    private readonly ChaosEngine _engine;
    private readonly ChaosGitHub _gitHub;
    private readonly ChaosRunners _runners;
    private readonly string _folder = Directory.CreateTempSubdirectory("chaos-").FullName;
    private readonly ChaosProcess _active;
    private int _step;

    private ChaosWorld(int seed, int jobs, ChaosClock clock, GitHubSimulatorHost simulator)
    {
        (_seed, _jobs, _clock, _simulator) = (seed, jobs, clock, simulator);
        _script = ChaosScript.Write(seed, jobs);
        _engine = new(clock, id => simulator.World.Snapshot().Runners.GetValueOrDefault(id) is { Busy: true });
        _gitHub = new(simulator.World, clock);
        _runners = new(_engine, _gitHub, simulator.World, clock);
        Log = new(clock);
        foreach (var repository in ChaosScript.Repositories)
        {
            simulator.World.AddRepository(repository);
        }

        _active = NewProcess();
    }

    public ChaosTally Tally { get; } = new();

    public ChaosLog Log { get; }

    public int Arrived => _gitHub.Arrived;

    public string Summary =>
        $"{_step} steps, {_clock.SteadyNow:u}, {Arrived} jobs arrived, {_runners.JobsTaken} taken by our runners, {_engine.Started} containers started, {_gitHub.OpenCount} open.";

    public static async Task<ChaosWorld> StartAsync(int seed, int jobs)
    {
        var clock = new ChaosClock(new DateTimeOffset(2026, 3, 1, 6, 0, 0, TimeSpan.Zero));
        var simulator = await GitHubSimulatorHost.StartAsync(
            new SimulatorOptions { TimeProvider = clock.Steady, RateLimit = 10_000_000 }, TestContext.Current.CancellationToken);
        return new(seed, jobs, clock, simulator);
    }

    public async Task RunAsync()
    {
        _active.TryAcquire();
        foreach (var step in _script)
        {
            await StepAsync(step);
        }

        for (var left = 500; left > 0 && _gitHub.OpenCount > 0; left--)
        {
            await StepAsync(new(TimeSpan.FromSeconds(20), _step % 3 == 0 ? Look.Everything : Look.Runners, Calm: true, [], []));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _active.DisposeAsync();
        await _simulator.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StepAsync(ChaosStep step)
    {
        _step++;
        foreach (var arrival in step.Arrivals)
        {
            _gitHub.Arrive(arrival);
        }

        Advance(step.Advance);
        if (_engine.TakeEvents() > 0)
        {
            await PassAsync("engine", Look.Engine);
        }

        await PassAsync("chaos", step.Look);
    }

    private Task PassAsync(string trigger, Look look) => PumpAsync(_active.PassAsync(trigger, look));

    /// <summary>Lets the work finish, and moves the clock whenever nothing but time can bring it on.</summary>
    private async Task PumpAsync(Task work)
    {
        while (!work.IsCompleted)
        {
            var (ended, waits) = (_active.Calls.Changed.Next, _clock.Waits.Next);
            if (_active.Calls.OnlyTimeHelps && _clock.UntilNextDue is { } wait && (wait <= ShortWait || _active.Calls.AnyHangs))
            {
                Advance(wait);
            }
            else
            {
                await Task.WhenAny(work, ended, waits);
            }
        }

        await work;
    }

    private void Advance(TimeSpan by)
    {
        do
        {
            var slice = by < Slice ? by : Slice;
            _clock.Advance(slice);
            by -= slice;
            _active.Renew();
            _gitHub.Tick();
            _runners.Tick();
        }
        while (by > TimeSpan.Zero);
    }

    private ChaosProcess NewProcess() => new(Configure, _clock, _engine, _hangs, Tally, Log);

    private void Configure(RunnersOptions options)
    {
        options.GitHub.ApiAddress = _simulator.BaseAddress;
        options.GitHub.Token = new Secret(_simulator.Options.Token);
        options.LedgerPath = Path.Combine(_folder, "state", "ledger.db");
        options.MaxRunners = 60;
        options.Pools.Add(new RunnerPool { Name = "usual", Architecture = RunnerArchitecture.X64, MaxRunners = 54, MaxRunnersPerRepository = 20 });
        options.Pools.Add(new RunnerPool { Name = "big", Architecture = RunnerArchitecture.X64, MaxRunners = 12, Labels = ["self-hosted", "linux", "x64", "big"] });
    }
}
