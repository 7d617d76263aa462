using System.Collections.Immutable;
using System.Text.Json;
using GitHubSimulator;
using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Tests.Ledger;
using Mcp.Tools.Runners.Tools;
using Mcp.Tools.Runners.Tools.Confirmation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;
using ModelContextProtocol.Server;

namespace Mcp.Tools.Runners.Tests.Tools;

/// <summary>The tools over a real ledger and the GitHub simulator, all on one clock that only moves when told.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private LeaseToken? _lease;

    private Bench(GitHubSimulatorHost gitHub, TemporaryLedger ledger, Action<RunnersOptions>? configure)
    {
        (GitHub, Ledger) = (gitHub, ledger);
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        services.AddSingleton<TimeProvider>(ledger.Time);
        Configure = options =>
        {
            options.GitHub.ApiAddress = new Uri(gitHub.BaseAddress, "api/v3/");
            options.GitHub.Token = new Secret(gitHub.Options.Token);
            options.LedgerPath = ledger.Path;
            options.MaxRunners = 4;
            options.Pools.Add(new RunnerPool { Architecture = RunnerArchitecture.X64 });
            configure?.Invoke(options);
        };
        services.AddMcpServer(server => server.ServerInfo = new() { Name = "bench", Version = "1" }).WithRunners(Configure);
        _services = services.BuildServiceProvider();
        Tools = _services.GetServices<McpServerTool>().OfType<RunnerTool>().ToDictionary(tool => tool.ProtocolTool.Name, StringComparer.Ordinal);
    }

    public GitHubSimulatorHost GitHub { get; }

    public TemporaryLedger Ledger { get; }

    public JumpingClock Time => Ledger.Time;

    public DateTimeOffset Now => Time.GetUtcNow();

    public LogLines Log { get; } = new();

    public IServiceProvider Services => _services;

    /// <summary>Points further services at the same ledger and simulator.</summary>
    public Action<RunnersOptions> Configure { get; }

    public Dictionary<string, RunnerTool> Tools { get; }

    /// <summary>The lease, taken at the first use: from then on an autoscaler is alive, until the clock moves on.</summary>
    public LeaseToken Lease => _lease ??= Ledger.TakeLease();

    public static async Task<Bench> StartAsync(Action<RunnersOptions>? configure = null)
    {
        var ledger = new TemporaryLedger();
        var gitHub = await GitHubSimulatorHost.StartAsync(new SimulatorOptions { TimeProvider = ledger.Time }, TestContext.Current.CancellationToken);
        return new(gitHub, ledger, configure);
    }

    /// <summary>Calls a tool with arguments in JSON. With <c>confirm</c> and no plan: twice, as a client does whose person agrees to the plan.</summary>
    public async Task<JsonElement> AskAsync(string tool, string arguments = "{}")
    {
        var values = JsonElement.Parse(arguments).EnumerateObject().ToDictionary(property => property.Name, property => property.Value, StringComparer.Ordinal);
        try
        {
            return await Tools[tool].CallAsync(values, "test-client 1", TestContext.Current.CancellationToken);
        }
        catch (ConfirmationNeededException ex) when (values.TryGetValue("confirm", out var confirm) && confirm.GetBoolean() && !values.ContainsKey("plan"))
        {
            values["plan"] = JsonSerializer.SerializeToElement(ex.Plan);
            return await Tools[tool].CallAsync(values, "test-client 1", TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The sentence with which a tool refuses.</summary>
    public async Task<string> RefusalAsync(string tool, string arguments = "{}") =>
        (await Assert.ThrowsAnyAsync<McpException>(() => AskAsync(tool, arguments))).Message;

    public Task<JsonElement> ExplainAsync(long job) => AskAsync("explain_job", $$"""{"job":"{{job}}"}""");

    /// <summary>Queues a job on the simulated GitHub.</summary>
    public WorkflowJob Queue(string repository = "octo/web", string name = "build", string path = ".github/workflows/ci.yml", params string[] labels)
    {
        if (!GitHub.World.Snapshot().Repositories.ContainsKey(repository))
        {
            GitHub.World.AddRepository(repository);
        }

        string[] wanted = labels.Length == 0 ? ["self-hosted", "linux", "x64"] : labels;
        var run = GitHub.World.QueueRun(repository, "CI", path, new JobPlan(name, wanted));
        var job = GitHub.World.Snapshot().Jobs[run.JobIds[0]];
        return new()
        {
            Id = job.Id,
            RunId = run.Id,
            Repository = RepositoryName.Parse(repository),
            Name = name,
            WorkflowName = "CI",
            WorkflowPath = path,
            Labels = [.. wanted],
            Status = JobStatus.Queued,
            CreatedAt = job.CreatedAt,
        };
    }

    /// <summary>What the ledger has of jobs, as if a poller had just read them.</summary>
    public void Observe(params WorkflowJob[] jobs) => Ledger.Jobs.Upsert(jobs, "poller", Now);

    /// <summary>A pass of a living autoscaler that saw the jobs and decided this.</summary>
    public void Pass(
        IReadOnlyCollection<WorkflowJob> jobs,
        IReadOnlyCollection<Decision>? decisions = null,
        DemandQuality quality = DemandQuality.Complete,
        (string Repository, string Reason)? unread = null,
        string? engineProblem = null)
    {
        Observe([.. jobs]);
        var demand = new Demand(
            "poller",
            Now,
            quality,
            [.. jobs],
            unread is { } one
                ? ImmutableDictionary<RepositoryName, string>.Empty.Add(RepositoryName.Parse(one.Repository), one.Reason)
                : ImmutableDictionary<RepositoryName, string>.Empty);
        var board = new StatusBoard(Ledger.Database);
        board.Put(StatusJson.Demand(demand));
        board.Put(StatusJson.Engine(Fleet.Engine with { AsOf = Now, Available = engineProblem is null, Problem = engineProblem }));
        board.Put(StatusJson.Budget(new RateBudget(5000, 4990, Now.AddHours(1), Now, 10, 20), Now));
        new DecisionLog(Ledger.Database).Record(
            new PassRecord(Now, TimeSpan.FromMilliseconds(120), "interval", quality, jobs.Count, 0, 0, 0, 4, 6, engineProblem ?? unread?.Reason),
            decisions ?? [],
            Lease);
    }

    public Decision Decide(WorkflowJob job, DecisionKind kind, string code, string text, string? runner = null) =>
        new(job.Id, job.Repository, "default", kind, code, text, runner, Now, Now);

    /// <summary>A runner's row, brought to a state.</summary>
    public RunnerInfo Runner(RunnerState state, string repository = "octo/web", long? job = null, string? reason = null, string pool = "default")
    {
        var row = Ledger.Runners.Insert(
            new NewRunner(pool, RepositoryName.Parse(repository), ["self-hosted", "linux", "x64"], "autoscaler", job, RunnerState.Reserved, "for a waiting job"), Lease);
        return state == RunnerState.Reserved ? row
            : Ledger.Runners.TryAdvance(row.Id, RunnerState.Reserved, state, RunnerChange.None with { Reason = reason }, Lease)!;
    }

    /// <summary>The row's next state, whatever the table of transitions says of it.</summary>
    public RunnerInfo Move(RunnerInfo row, RunnerState next, RunnerChange? change = null) =>
        Ledger.Runners.TryAdvance(row.Id, row.State, next, change ?? RunnerChange.None, Lease)!;

    /// <summary>Registers a runner on the simulated GitHub, under the row's name, and writes its id into the row.</summary>
    public RegisteredRunner Register(RunnerInfo row, bool online = false)
    {
        var registered = Register(row.Repository.ToString(), row.Name, online);
        Ledger.Runners.Update(row.Id, new RunnerChange { GitHubRunnerId = registered.Id }, Lease);
        return registered;
    }

    public RegisteredRunner Register(string repository, string name, bool online = false)
    {
        if (!GitHub.World.Snapshot().Repositories.ContainsKey(repository))
        {
            GitHub.World.AddRepository(repository);
        }

        return GitHub.World.AddRunner(repository, name, ["self-hosted"], online: online);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await GitHub.DisposeAsync();
        Ledger.Dispose();
    }
}
