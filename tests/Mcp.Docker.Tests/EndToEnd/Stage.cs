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
    private const string Image = "mcp-test-runner:latest";

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

    public static async Task<Stage> SetAsync(CancellationToken cancellationToken)
    {
        var engine = new DockerClientBuilder().Build();
        var bridge = await BridgeAddress.FindAsync(engine, cancellationToken);
        Assert.Null(await RunnerImage.EnsureAsync(engine, Image, cancellationToken));
        var simulator = await GitHubSimulatorHost.StartAsync(
            new SimulatorOptions { RunnerServiceAddress = new Uri($"http://{bridge}:0") }, cancellationToken);
        return new Stage(engine, simulator);
    }

    /// <summary>Writes the configuration file of this stage.</summary>
    public string Configure(int maxRunners)
    {
        var configuration = new JsonObject
        {
            ["runners"] = new JsonObject
            {
                ["gitHub"] = new JsonObject { ["apiAddress"] = Simulator.BaseAddress.ToString() },
                ["docker"] = new JsonObject { ["networkPrefix"] = _networkPrefix },
                ["ledgerPath"] = LedgerPath,
                ["pollInterval"] = "00:00:01",
                ["maxRunners"] = maxRunners,
                ["allowedTools"] = new JsonArray("launch_runner", "issue_runner_token"),
                ["pools"] = new JsonArray(new JsonObject
                {
                    ["name"] = "x64",
                    ["architecture"] = "X64",
                    ["image"] = Image,
                    ["resources"] = new JsonObject { ["processors"] = 1, ["memoryBytes"] = 128L << 20, ["pids"] = 64, ["tmpBytes"] = 16L << 20 },
                }),
            },
        };
        var path = Path.Combine(_folder, "runners.json");
        File.WriteAllText(path, configuration.ToJsonString());
        return path;
    }

    public Task<ProductProcess> StartAsync(string configuration, CancellationToken cancellationToken, params string[] role) =>
        ProductProcess.StartAsync([.. role, "--config", configuration], Simulator.Options.Token, "is the autoscaler now", cancellationToken);

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
        await Engine.Containers.ListContainersAsync(
            new ContainersListParameters
            {
                All = true,
                Filters = new Dictionary<string, IDictionary<string, bool>>
                {
                    ["label"] = new Dictionary<string, bool> { [$"io.mcp-runners.controller={Ledger.ControllerId}"] = true },
                },
            },
            cancellationToken);

    public async Task<IReadOnlySet<string>> VolumesAsync(CancellationToken cancellationToken) =>
        (await Engine.Volumes.ListAsync(cancellationToken)).Volumes?.Select(volume => volume.Name).ToHashSet(StringComparer.Ordinal) ?? [];

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
