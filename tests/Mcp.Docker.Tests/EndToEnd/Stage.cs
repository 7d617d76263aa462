using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Demo;
using Docker.DotNet;
using Docker.DotNet.Models;
using GitHubSimulator;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Docker.Tests.EndToEnd;

/// <summary>A simulator that containers can reach, the runner's image, and a folder with a ledger and a configuration of its own.</summary>
internal sealed class Stage : IAsyncDisposable
{
    /// <summary>A runner that does the simulator's jobs.</summary>
    public const string Image = "mcp-test-runner:latest";

    private const string ReadyLine = "is the autoscaler now";

    /// <summary>The engine of this machine, as <c>DOCKER_HOST</c> names it.</summary>
    public static string EngineSocket => new Uri(Environment.GetEnvironmentVariable("DOCKER_HOST") ?? "unix:///var/run/docker.sock").LocalPath;

    private readonly string _folder = Directory.CreateTempSubdirectory("mcp-e2e-").FullName;
    private readonly string _networkPrefix = $"mcp-e2e-{Guid.NewGuid():n}"[..16];

    private Stage(DockerClient engine, GitHubSimulatorHost simulator)
    {
        Engine = engine;
        Simulator = simulator;
        Ledger = new LedgerDatabase(LedgerPath);
        Runners = new RunnerLedger(Ledger, TimeProvider.System);
        Doorbell = new Doorbell(Ledger, TimeProvider.System);
    }

    public DockerClient Engine { get; }

    public GitHubSimulatorHost Simulator { get; }

    public LedgerDatabase Ledger { get; }

    public RunnerLedger Runners { get; }

    public string LedgerPath => Path.Combine(_folder, "ledger.db");

    private Doorbell Doorbell { get; }

    private Dictionary<string, IDictionary<string, bool>> Ours => new()
    {
        ["label"] = new Dictionary<string, bool> { [$"io.mcp-runners.controller={Ledger.ControllerId}"] = true },
    };

    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <param name="endpoint">Another engine of this machine, which has the base image; null: the one that <c>DOCKER_HOST</c> names.</param>
    public static async Task<Stage> SetAsync(CancellationToken cancellationToken, Uri? endpoint = null)
    {
        using var main = new DockerClientBuilder().Build();
        var bridge = await BridgeAddress.FindAsync(main, cancellationToken);
        var engine = endpoint is null ? new DockerClientBuilder().Build() : new DockerClientBuilder().WithEndpoint(endpoint).Build();
        Assert.Null(await RunnerImage.EnsureAsync(engine, Image, cancellationToken));
        var simulator = await GitHubSimulatorHost.StartAsync(
            new SimulatorOptions { RunnerServiceAddress = new Uri($"http://{bridge}:0") }, cancellationToken);
        return new Stage(engine, simulator);
    }

    /// <summary>Writes the configuration file of this stage.</summary>
    /// <param name="maxRunners">Runners at once.</param>
    /// <param name="adjust">Changes the section <c>runners</c> where a test needs it otherwise.</param>
    public string Configure(int maxRunners, Action<JsonObject>? adjust = null)
    {
        var configuration = new JsonObject
        {
            ["runners"] = new JsonObject
            {
                ["gitHub"] = new JsonObject { ["apiAddress"] = Simulator.BaseAddress.ToString() },
                ["docker"] = new JsonObject { ["networkPrefix"] = _networkPrefix, ["hostPorts"] = new JsonArray(Simulator.RunnerServiceAddress.Port) },
                ["ledgerPath"] = LedgerPath,
                ["pollInterval"] = "00:00:01",
                ["maxRunners"] = maxRunners,
                ["allowedTools"] = new JsonArray("launch_runner", "issue_runner_token"),
                ["pools"] = new JsonArray(new JsonObject
                {
                    ["name"] = "x64",
                    ["architecture"] = "X64",
                    ["image"] = Image,
                    ["resources"] = new JsonObject { ["processors"] = 1, ["memoryBytes"] = 256L << 20, ["pids"] = 128, ["tmpBytes"] = 16L << 20 },
                }),
            },
        };
        adjust?.Invoke(configuration["runners"]!.AsObject());
        var path = Path.Combine(_folder, "runners.json");
        File.WriteAllText(path, configuration.ToJsonString());
        return path;
    }

    public Task<ProductProcess> StartAsync(string configuration, CancellationToken cancellationToken, params string[] role) =>
        ProductProcess.StartAsync([.. role, "--config", configuration], Simulator.Options.Token, ReadyLine, cancellationToken);

    /// <summary>Starts it with further variables of the environment and does not wait: it may end at any moment.</summary>
    public ProductProcess Launch(string configuration, string readyLine, IReadOnlyDictionary<string, string> environment, params IReadOnlyList<string> role) =>
        ProductProcess.Launch([.. role, "--config", configuration], Simulator.Options.Token, readyLine, environment);

    /// <summary>A file of this stage; it is gone with the stage.</summary>
    public string FileNamed(string name) => Path.Combine(_folder, name);

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Waits until the ledger is as wanted; looks again at each write of any process.</summary>
    public async Task UntilAsync(Func<bool> holds, CancellationToken cancellationToken)
    {
        while (!holds())
        {
            await Doorbell.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Waits until every runner is gone from the ledger.</summary>
    public Task UntilQuietAsync(CancellationToken cancellationToken) => UntilAsync(() => Runners.ListOpen().Count == 0, cancellationToken);

    public async Task<IList<ContainerListResponse>> ContainersAsync(CancellationToken cancellationToken) =>
        await Engine.Containers.ListContainersAsync(new ContainersListParameters { All = true, Filters = Ours }, cancellationToken);

    public async Task<IList<VolumeResponse>> VolumesAsync(CancellationToken cancellationToken) =>
        (await Engine.Volumes.ListAsync(new VolumesListParameters { Filters = Ours }, cancellationToken)).Volumes ?? [];

    public async ValueTask DisposeAsync()
    {
        foreach (var container in await ContainersAsync(CancellationToken.None))
        {
            await Engine.Containers.RemoveContainerAsync(container.ID, new ContainerRemoveParameters { Force = true, RemoveVolumes = true });
        }

        foreach (var network in (await Engine.Networks.ListNetworksAsync()).Where(network => network.Name.StartsWith(_networkPrefix, StringComparison.Ordinal)))
        {
            await Engine.Networks.DeleteNetworkAsync(network.ID);
        }

        Ledger.Dispose();
        await Simulator.DisposeAsync();
        Engine.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
