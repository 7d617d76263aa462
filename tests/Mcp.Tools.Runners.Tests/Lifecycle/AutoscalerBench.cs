using System.Text.Json;
using GitHubSimulator;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Lifecycle;
using Mcp.Tools.Runners.Lifecycle.Sweeping;
using Mcp.Tools.Runners.Tests.Ledger;
using Mcp.Tools.Runners.Tools;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Server;

namespace Mcp.Tools.Runners.Tests.Lifecycle;

/// <summary>The autoscaler over a real ledger, the GitHub simulator and an engine in memory; passes run when told, on a clock that moves when told.</summary>
internal sealed class AutoscalerBench : IAsyncDisposable
{
    private readonly TemporaryLedger _ledger;
    private readonly Action<RunnersOptions> _configure;
    private ServiceProvider _services;

    private AutoscalerBench(GitHubSimulatorHost gitHub, TemporaryLedger ledger, InMemoryLauncher engine, Action<RunnersOptions> configure)
    {
        (GitHub, _ledger, Engine, _configure) = (gitHub, ledger, engine, configure);
        _services = Compose();
    }

    public GitHubSimulatorHost GitHub { get; }

    public InMemoryLauncher Engine { get; }

    public SimulatedWorld World => GitHub.World;

    public JumpingClock Time => _ledger.Time;

    public RunnerLedger Runners => Get<RunnerLedger>();

    public JobLedger Jobs => Get<JobLedger>();

    public static async Task<AutoscalerBench> StartAsync(Action<RunnersOptions>? configure = null, Action<SimulatorOptions>? simulate = null)
    {
        var ledger = new TemporaryLedger();
        var simulator = new SimulatorOptions { TimeProvider = ledger.Time };
        simulate?.Invoke(simulator);
        var gitHub = await GitHubSimulatorHost.StartAsync(simulator, TestContext.Current.CancellationToken);
        var bench = new AutoscalerBench(gitHub, ledger, new InMemoryLauncher(ledger.Time), configure ?? (_ => { }));
        await bench.Get<AutoscalerLease>().AcquireAsync(TestContext.Current.CancellationToken);
        return bench;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>One pass, and all the work that it started.</summary>
    public async Task PassAsync(Look look = Look.Everything)
    {
        await Get<ScalingPass>().RunAsync("test", look, TestContext.Current.CancellationToken);
        await Get<RunnerWork>().DrainAsync();
    }

    /// <summary>What a tool answers to a front end on the same ledger.</summary>
    public Task<JsonElement> AskAsync(string tool, string arguments = "{}") => _services.GetServices<McpServerTool>().OfType<RunnerTool>().Single(found => found.ProtocolTool.Name == tool)
        .CallAsync(
            JsonElement.Parse(arguments).EnumerateObject().ToDictionary(property => property.Name, property => property.Value, StringComparer.Ordinal),
            "test-client 1",
            TestContext.Current.CancellationToken);

    /// <summary>A pass with a sweep, ten minutes later; or at once, because somebody asks.</summary>
    public async Task SweepAsync(bool advance = true)
    {
        if (advance)
        {
            Time.Advance(SweepSchedule.Interval);
            await PassAsync();
        }
        else
        {
            await Get<Sweep>().RunAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Time passes, and the autoscaler is alive afterwards.</summary>
    public async Task LiveOnAsync(TimeSpan span)
    {
        Time.Advance(span);
        await Get<AutoscalerLease>().AcquireAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Waits for what the work brings about.</summary>
    public async Task UntilAsync(Func<bool> condition)
    {
        while (true)
        {
            var news = Get<LedgerDatabase>().News.Next;
            if (condition())
            {
                return;
            }

            await news.WaitAsync(TestContext.Current.CancellationToken);
        }
    }

    public Decision? DecisionOn(long job) => Get<DecisionLog>().Current(job);

    /// <summary>The same ledger, GitHub and engine, but another process: nothing that was in memory is left.</summary>
    public async Task CrashAndRestartAsync()
    {
        await _services.DisposeAsync();
        _services = Compose();
        Time.Advance(AutoscalerLease.Lifetime + TimeSpan.FromSeconds(1));
        await Get<AutoscalerLease>().AcquireAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A job waits in the repository.</summary>
    public long Queue(string repository, params string[] labels) => QueueMany(repository, 1, labels)[0];

    /// <summary>Jobs wait in the repository, all of one run.</summary>
    public IReadOnlyList<long> QueueMany(string repository, int count, params string[] labels)
    {
        if (!World.Snapshot().Repositories.ContainsKey(repository))
        {
            World.AddRepository(repository);
        }

        var jobs = Enumerable.Range(0, count).Select(_ => new JobPlan("build", labels.Length == 0 ? ["self-hosted", "linux", "x64"] : labels));
        return World.QueueRun(repository, "CI", ".github/workflows/ci.yml", [.. jobs]).JobIds;
    }

    /// <summary>The runner comes online and GitHub gives it the job.</summary>
    public void TakeJob(RunnerInfo runner, long job)
    {
        World.SetOnline(runner.GitHubRunnerId!.Value, online: true);
        World.StartJob(job, runner.GitHubRunnerId.Value);
    }

    /// <summary>The job ends, and with it the runner and its registration.</summary>
    public void EndJob(RunnerInfo runner, long job)
    {
        World.CompleteJob(job, "success");
        Engine.End(Runners.Get(runner.Id)!.ContainerId!, exitCode: 0);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await GitHub.DisposeAsync();
        _ledger.Dispose();
    }

    private ServiceProvider Compose()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(_ledger.Time);
        services.AddSingleton<IRunnerLauncher>(Engine);
        services.AddRunners(options =>
        {
            options.GitHub.ApiAddress = GitHub.BaseAddress;
            options.GitHub.Token = new Secret(GitHub.Options.Token);
            options.LedgerPath = _ledger.Path;
            options.MaxRunners = 2;
            options.AllowedTools.Add("clean_up_runners");
            options.Pools.Add(new RunnerPool { Architecture = RunnerArchitecture.X64 });
            _configure(options);
        });
        services.AddRunnersAutoscaler();
        RunnerTools.AddTo(services);
        return services.BuildServiceProvider();
    }
}
