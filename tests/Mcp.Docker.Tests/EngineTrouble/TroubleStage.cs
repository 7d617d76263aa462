using System.Text.Json;
using System.Text.Json.Nodes;
using GitHubSimulator;
using Mcp.Docker.Tests.EndToEnd;
using Mcp.Tools.Runners;
using Mcp.Tools.Runners.Ledger;
using ModelContextProtocol.Client;

namespace Mcp.Docker.Tests.EngineTrouble;

/// <summary>The product as its own process between the simulator and the real engine, with a proxy before the engine that can make trouble.</summary>
internal sealed class TroubleStage : IAsyncDisposable
{
    private const string Repository = "octocat/web";

    /// <summary>Such a job ends when the test says so.</summary>
    private static readonly TimeSpan UntilTold = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly CancellationTokenSource _limit;
    private readonly ProductProcess _product;
    private readonly Lazy<Task<McpClient>> _assistant;

    private TroubleStage(Stage stage, EngineProxy proxy, RunningContainers containers, ProductProcess product, int port, CancellationTokenSource limit)
    {
        (Stage, Proxy, Containers, _product, _limit) = (stage, proxy, containers, product, limit);
        Decisions = new(stage.Ledger);
        _assistant = new(() => McpClient.CreateAsync(
            new HttpClientTransport(new() { Endpoint = new Uri($"http://127.0.0.1:{port}/mcp") }), cancellationToken: limit.Token));
    }

    public Stage Stage { get; }

    public EngineProxy Proxy { get; }

    public RunningContainers Containers { get; }

    public DecisionLog Decisions { get; }

    public SimulatedWorld World => Stage.Simulator.World;

    /// <summary>Ends with the test, or when it hangs.</summary>
    public CancellationToken Cancellation => _limit.Token;

    /// <summary>What the autoscaler said of the engine last.</summary>
    public LauncherStatus? Engine => StatusJson.ReadEngine(new StatusBoard(Stage.Ledger).Get("engine"));

    public LeaseInfo Lease => new LeaseLedger(Stage.Ledger, TimeProvider.System).Read()!;

    /// <param name="adjust">Changes the section <c>runners</c> of the configuration.</param>
    /// <param name="waiting">A job that waits before the product is started, and ends when the test says so.</param>
    public static async Task<TroubleStage> SetAsync(Action<JsonObject>? adjust = null, string? waiting = null)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        var stage = await Stage.SetAsync(limit.Token);
        stage.Simulator.World.AddRepository(Repository);
        var proxy = new EngineProxy(stage.FileNamed("engine.sock"), Stage.EngineSocket);
        if (waiting is not null)
        {
            Queue(stage.Simulator.World, waiting, UntilTold);
        }

        var configuration = stage.Configure(maxRunners: 3, runners =>
        {
            runners["docker"]!["endpoint"] = proxy.Endpoint.ToString();
            adjust?.Invoke(runners);
        });
        var containers = RunningContainers.Watch(stage.Engine, stage.Ledger.ControllerId);
        var port = Stage.FreePort();
        var product = await stage.StartAsync(configuration, limit.Token, "serve", "--port", $"{port}");
        return new(stage, proxy, containers, product, port, limit);
    }

    /// <summary>Queues a job that ends by itself.</summary>
    public long Queue(string name) => Queue(World, name, TimeSpan.FromSeconds(1));

    /// <summary>Queues jobs that end when the test says so, and waits until they run and the ledger knows it.</summary>
    public async Task<IReadOnlyList<long>> RunningAsync(params string[] names)
    {
        var jobs = names.Select(name => Queue(World, name, UntilTold)).ToList();
        await World.WaitForAsync(world => jobs.All(job => world.Jobs[job].Status == "in_progress"), Cancellation);
        await UntilAsync(() => jobs.All(job => Row(job).State == RunnerState.Busy));
        return jobs;
    }

    /// <summary>Ends a job and waits until its container, on the engine itself, has ended too.</summary>
    public async Task EndAsync(long job)
    {
        var container = Row(job).ContainerId!;
        World.CompleteJob(job, "success");
        await Stage.Engine.Containers.WaitContainerAsync(container, Cancellation);
    }

    /// <summary>The runner that has, or had, the job.</summary>
    public RunnerInfo Row(long job) => Stage.Runners.FindByName(World.Snapshot().Jobs[job].RunnerName!)!;

    public Task UntilAsync(Func<bool> holds) => Stage.UntilAsync(holds, Cancellation);

    /// <summary>Until the decision about the job has this code.</summary>
    public Task UntilDecidedAsync(long job, string code) => UntilAsync(() => Decisions.Current(job)?.Code == code);

    /// <summary>Until a pass that has begun after this call is written down.</summary>
    public Task UntilNextPassAsync()
    {
        var now = TimeProvider.System.GetUtcNow();
        return UntilAsync(() => Decisions.RecentPasses(1) is [var last] && last.StartedAt > now);
    }

    public async Task<JsonElement> AskAsync(string tool, params (string Name, object? Value)[] arguments)
    {
        var answer = await (await _assistant.Value).CallToolAsync(tool, arguments.ToDictionary(argument => argument.Name, argument => argument.Value), cancellationToken: Cancellation);
        return answer.StructuredContent!.Value;
    }

    /// <summary>
    /// Asks, once starts are put off, until the verdict is the failure behind: between two failed starts there is a moment in which the next one
    /// is under way.
    /// </summary>
    /// <returns>The explanation.</returns>
    public async Task<string> ExplainFailureAsync(long job)
    {
        await UntilDecidedAsync(job, ReasonCode.BackingOff);
        while (true)
        {
            var answer = await ExplainAsync(job);
            if (answer.GetProperty("verdict").GetString() is ReasonCode.EngineError or ReasonCode.EngineUnavailable or ReasonCode.Disk or ReasonCode.ImageMissing)
            {
                return answer.GetProperty("explanation").GetString()!;
            }

            await UntilNextPassAsync();
        }
    }

    /// <summary>Keeps the autoscaler from starting anything, or lets it start again.</summary>
    public void Pause(bool paused) =>
        new ControlBoard(Stage.Ledger).Set(new(paused, MaxRunners: null, "a look at what is left", "test", TimeProvider.System.GetUtcNow()));

    public Task<JsonElement> ExplainAsync(long job) => AskAsync("explain_job", ("job", $"{job}"));

    /// <summary>Until all jobs are done and all rows closed; then nothing may be left of them anywhere.</summary>
    public async Task RequireAllServedAndNothingLeftAsync(int signalled = 0)
    {
        await World.WaitForAsync(world => world.Jobs.Values.All(job => job.Status == "completed"), Cancellation);
        await Stage.UntilQuietAsync(Cancellation);
        Assert.All(World.Snapshot().Jobs.Values, job => Assert.Equal("success", job.Conclusion));
        Assert.Empty(await Stage.ContainersAsync(Cancellation));
        Assert.Empty(await Stage.VolumesAsync(Cancellation));
        Assert.Empty(World.Snapshot().Runners);
        Assert.Equal(signalled, Containers.Signalled);
        Assert.True(Engine!.Available, Engine.Problem);
        Assert.Equal(1, Lease.Epoch);
    }

    public async ValueTask DisposeAsync()
    {
        if (_assistant.IsValueCreated)
        {
            await (await _assistant.Value).DisposeAsync();
        }

        await _product.DisposeAsync();
        await Proxy.DisposeAsync();
        await Containers.DisposeAsync();
        await Stage.DisposeAsync();
        _limit.Dispose();
    }

    private static long Queue(SimulatedWorld world, string name, TimeSpan duration)
    {
        string[] labels = ["self-hosted", "linux", HostArchitecture.ToLabel(HostArchitecture.Current)];
        return Assert.Single(world.QueueRun(Repository, "CI", ".github/workflows/ci.yml", new JobPlan(name, labels) { Duration = duration }).JobIds);
    }
}
