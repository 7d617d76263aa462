using Demo;
using Docker.DotNet;
using Docker.DotNet.Models;
using GitHubSimulator;
using Mcp.Tools.Runners;
using Mcp.Tools.Runners.Launching;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Lifecycle;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ContainerSpec = Mcp.Tools.Runners.Launching.ContainerSpec;
using Secret = Mcp.Tools.Runners.Secret;

namespace Mcp.Benchmarks.Starts;

/// <summary>The product's parts that start a runner, on a real engine and a ledger of their own, with the simulated GitHub.</summary>
internal sealed class StartBench : IAsyncDisposable
{
    private const string Image = "mcp-benchmark-runner:latest";

    private static readonly RepositoryName Repository = RepositoryName.Parse("octocat/web");

    private readonly string _folder = Directory.CreateTempSubdirectory("mcp-benchmark-").FullName;
    private readonly string _networkPrefix = $"mcp-bench-{Guid.NewGuid():n}"[..18];
    private readonly DockerClient _engine;
    private readonly EngineFacts _facts;
    private readonly GitHubSimulatorHost _gitHub;
    private readonly ServiceProvider _product;
    private readonly TimedLauncher _launcher;
    private readonly RunnerPool _pool = new() { Image = Image, Resources = new() { MemoryBytes = 256L << 20, Pids = 128, Processors = 1, TmpBytes = 16L << 20 } };
    private readonly CancellationTokenSource _lost = new();
    private readonly Task _lease;
    private PoolNetwork? _network;

    private StartBench(DockerClient engine, EngineFacts facts, GitHubSimulatorHost gitHub)
    {
        _engine = engine;
        _facts = facts;
        _gitHub = gitHub;
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton<IRunnerLauncher>(provider => new TimedLauncher(new DockerLauncher(
            provider.GetRequiredService<IOptions<RunnersOptions>>(),
            () => provider.GetRequiredService<LedgerDatabase>().ControllerId,
            TimeProvider.System,
            NullLogger<DockerLauncher>.Instance)));
        services.AddRunners(Configure).AddRunnersAutoscaler();
        _product = services.BuildServiceProvider();
        _launcher = (TimedLauncher)_product.GetRequiredService<IRunnerLauncher>();
        _product.GetRequiredService<LedgerDatabase>().Open();
        _lease = HoldLeaseAsync();
    }

    public Sample Bare { get; private set; } = new("bare create and start");

    public Sample Whole { get; private set; } = new("decision to running container");

    public string EngineName => _facts.Name;

    public IReadOnlyList<Sample> Samples => [Bare, Whole, _launcher.Creates, _launcher.Starts];

    public static async Task<StartBench> OpenAsync(int megabytes, CancellationToken cancellationToken)
    {
        var engine = new DockerClientBuilder().Build();
        if (await RunnerImage.EnsureAsync(engine, Image, cancellationToken) is { } problem)
        {
            throw new InvalidOperationException(problem);
        }

        await WeightyImage.MakeAsync(engine, Image, megabytes, cancellationToken);

        var gitHub = await GitHubSimulatorHost.StartAsync(new SimulatorOptions(), cancellationToken);
        gitHub.World.AddRepository(Repository.ToString());
        var facts = EngineFacts.From(await engine.System.GetVersionAsync(cancellationToken), await engine.System.GetSystemInfoAsync(cancellationToken));
        return new StartBench(engine, facts with { Limits = ProcessLimits.OfThisProcess() }, gitHub);
    }

    /// <summary>Leaves out what was measured so far.</summary>
    public void Forget()
    {
        Bare = new(Bare.Name);
        Whole = new(Whole.Name);
        _launcher.Forget();
    }

    /// <summary>One start of either kind; what it made is removed again, which is not measured.</summary>
    public Task StartAsync(bool bare, CancellationToken cancellationToken) => bare ? StartBareAsync(cancellationToken) : StartWholeAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _lost.CancelAsync();
        await _lease;
        var controller = _product.GetRequiredService<LedgerDatabase>().ControllerId;
        await _product.DisposeAsync();
        foreach (var network in await _engine.Networks.ListNetworksAsync(new NetworksListParameters { Filters = ContainerLabels.Filter(controller) }))
        {
            await _engine.Networks.DeleteNetworkAsync(network.ID);
        }

        await _engine.Images.DeleteImageAsync(Image, new ImageDeleteParameters { Force = true });
        await _gitHub.DisposeAsync();
        _engine.Dispose();
        _lost.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Configure(RunnersOptions options)
    {
        options.GitHub.ApiAddress = _gitHub.BaseAddress;
        options.GitHub.Token = new Secret(_gitHub.Options.Token);
        options.Docker.NetworkPrefix = _networkPrefix;
        options.LedgerPath = Path.Combine(_folder, "ledger.db");
        options.Repositories = [Repository.ToString()];
        options.Pools = [_pool];
    }

    private async Task HoldLeaseAsync()
    {
        var lease = _product.GetRequiredService<AutoscalerLease>();
        await lease.AcquireAsync(CancellationToken.None);
        await lease.KeepAsync(_lost, _lost.Token);
        lease.Release();
    }

    private async Task StartWholeAsync(CancellationToken cancellationToken)
    {
        var begin = TimeProvider.System.GetTimestamp();
        var row = _product.GetRequiredService<RunnerLife>().Reserve(
            new NewRunner(_pool.Name, Repository, _pool.EffectiveLabels, RunnerLife.Autoscaler, ForJobId: null, RunnerState.Reserved, "A job waits."));
        await _product.GetRequiredService<RunnerStarter>().StartAsync(row, _pool, cancellationToken);
        Whole.Add(TimeProvider.System.GetElapsedTime(begin));
        var started = _product.GetRequiredService<RunnerLedger>().Get(row.Id)!;
        if (started.State != RunnerState.Started)
        {
            throw new InvalidOperationException($"The runner is {started.State}: {started.Reason}");
        }

        await RemoveAsync(started.ContainerId!, cancellationToken);
    }

    private async Task StartBareAsync(CancellationToken cancellationToken)
    {
        var specification = ContainerSpec.For(
            Another(_launcher.Last ?? throw new InvalidOperationException("A whole start comes first.")), _facts, _network ??= await NetworkAsync(_launcher.Last, cancellationToken), GpuGrant.None);
        var begin = TimeProvider.System.GetTimestamp();
        var container = await _engine.Containers.CreateContainerAsync(specification, cancellationToken);
        await _engine.Containers.StartContainerAsync(container.ID, new ContainerStartParameters(), cancellationToken);
        Bare.Add(TimeProvider.System.GetElapsedTime(begin));
        await RemoveAsync(container.ID, cancellationToken);
    }

    /// <summary>The same runner under a name of its own.</summary>
    private static RunnerLaunch Another(RunnerLaunch launch) => launch with { Runner = launch.Runner with { Name = $"mcp-bench-{Guid.NewGuid():n}" } };

    private async Task<PoolNetwork> NetworkAsync(RunnerLaunch launch, CancellationToken cancellationToken)
    {
        using var connection = new EngineConnection(new DockerOptions { NetworkPrefix = _networkPrefix }, TimeProvider.System);
        using var networks = new PoolNetworks(connection, new DockerOptions { NetworkPrefix = _networkPrefix });
        return await networks.EnsureAsync(_pool, launch.ControllerId, podman: false, cancellationToken);
    }

    private Task RemoveAsync(string container, CancellationToken cancellationToken) => _engine.Containers.RemoveContainerAsync(
        container, new ContainerRemoveParameters { Force = true, RemoveVolumes = true }, cancellationToken);
}
