using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Docker.DotNet.Models;
using Mcp.Tools.Runners.Launching.Egress;
using Mcp.Tools.Runners.Launching.OwnDocker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mcp.Tools.Runners.Launching;

/// <summary>Runs each runner in a hardened container of its own on a Docker engine.</summary>
internal sealed partial class DockerLauncher : IRunnerLauncher, IDisposable
{
    // Two of them are Podman's words for the ones before.
    private static readonly string[] Watched = ["start", "die", "died", "oom", "destroy", "remove"];

    private readonly Func<string> _controllerId;
    private readonly TimeProvider _time;
    private readonly ILogger<DockerLauncher> _logger;
    private readonly EngineConnection _engine;
    private readonly EngineSelf _self;
    private readonly VolumeUse _volumes;
    private readonly RunnerContainers _containers;
    private readonly FilledContainers _filled;
    private readonly RunnerImages _images;
    private readonly PoolNetworks _networks;
    private readonly HostFirewall _firewall;
    private readonly LogTailReader _logs;
    private readonly EgressProxies _egress;
    private readonly GpuAllocation _gpus;
    private readonly RunnersOptions _options;

    /// <param name="options">Where the engine is.</param>
    /// <param name="controllerId">Whose containers these are; asked when needed, since the ledger that knows may not be open yet.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told what is made and removed.</param>
    /// <param name="board">Where images and pulls are shown and remembered; null: nowhere.</param>
    /// <param name="login">Who is asked for at a registry; null: what this user's <c>docker login</c> has left.</param>
    public DockerLauncher(
        IOptions<RunnersOptions> options, Func<string> controllerId, TimeProvider time, ILogger<DockerLauncher> logger, BoardAccess? board = null, RegistryLogin? login = null)
    {
        var docker = options.Value.Docker;
        _controllerId = controllerId;
        _time = time;
        _logger = logger;
        _engine = new EngineConnection(docker, time);
        _self = new EngineSelf(_engine, time);
        _volumes = new VolumeUse(new EngineVolumes(_engine), options.Value.EffectivePools, time, logger);
        _containers = new RunnerContainers(_engine, options.Value.EffectivePools, _volumes, time);
        _filled = new FilledContainers(_engine, _containers, options.Value, time, logger);
        _images = new RunnerImages(_engine, options.Value.EffectivePools, board ?? BoardAccess.None, login ?? RegistryLogin.OfThisUser(docker.CallTimeout, time), time, logger);
        _networks = new PoolNetworks(_engine, docker);
        _firewall = new HostFirewall(docker, controllerId, () => _engine.IsLocal, time, logger);
        _logs = new LogTailReader(_engine);
        var proxies = new ProxyContainers(_engine, _containers, time);
        _egress = new EgressProxies(
            new ProxyStarter(proxies, _images, _networks, _firewall, _logs, options.Value, time, logger), proxies, _networks, options.Value, time, logger);
        _gpus = new GpuAllocation(
            _engine, new GpuProbe((program, arguments, token) => ProgramOutput.ReadAsync(program, arguments, docker.CallTimeout, time, token)));
        _options = options.Value;
    }

    public async Task<LauncherStatus> GetStatusAsync(CancellationToken cancellationToken)
    {
        var asOf = _time.GetUtcNow();
        try
        {
            var facts = await _self.ReadAsync("Asking the engine about itself", cancellationToken);
            _images.LookIfDue();
            _volumes.MeasureIfDue();
            var gpus = await ReadGpusAsync(facts, cancellationToken);
            var disk = _engine.IsLocal ? EngineDisk.FreeBytes(facts, Environment.MachineName) : null;
            await _firewall.CheckAsync(cancellationToken);
            var egress = await _egress.LookAsync(_controllerId(), cancellationToken);
            return new LauncherStatus(true, asOf, null, facts.Name, facts.Architecture, facts.Processors, facts.MemoryBytes, Warnings(facts), disk, gpus?.Grantable)
            {
                GpuInventory = gpus,
                Egress = egress,
            };
        }
        catch (LauncherException ex)
        {
            return new LauncherStatus(false, asOf, ex.Message, null, null, null, null, []);
        }
    }

    public async Task<string> CreateAsync(RunnerLaunch launch, CancellationToken cancellationToken)
    {
        if (LaunchChecks.Find(launch) is { Count: > 0 } problems)
        {
            throw new LauncherException(
                ReasonCode.EngineError, $"Runner {launch.Runner.Name} of pool '{launch.Pool.Name}' cannot be launched. {string.Join(' ', problems)}");
        }

        var files = JitFiles.Decode(launch.JitConfiguration);
        var facts = await _self.RecentAsync($"Creating container {launch.Runner.Name}", cancellationToken);
        RuntimeChecks.Require(launch.Pool, facts);
        OwnDockerChecks.Require(launch.Pool, facts, ModeOf);
        await _images.EnsureAsync(launch.Pool, cancellationToken);
        var network = await PrepareNetworkAsync(launch, facts, cancellationToken);
        return await _gpus.CreateAsync(
            launch,
            facts,
            async gpus => await _filled.CreateAsync(launch, ContainerSpec.For(launch, facts, network, gpus), files, facts, cancellationToken)
                ?? throw new LauncherException(
                    ReasonCode.EngineError,
                    $"A container named {launch.Runner.Name} exists that is not this runner's. It was left alone. Look at it (docker inspect {launch.Runner.Name}); this runner needs another name."),
            cancellationToken);
    }

    public async Task StartAsync(string containerId, CancellationToken cancellationToken)
    {
        await RequireOwnAsync(containerId, cancellationToken);
        await _engine.CallAsync(
            $"Starting container {containerId}",
            (client, token) => client.Containers.StartContainerAsync(containerId, new ContainerStartParameters(), token),
            cancellationToken);
        LogStarted(_logger, containerId);
    }

    public Task<IReadOnlyList<LaunchedRunner>> ListAsync(CancellationToken cancellationToken) =>
        _containers.ListAsync(_controllerId(), cancellationToken);

    public async Task<string> ReadLogTailAsync(string containerId, CancellationToken cancellationToken)
    {
        await RequireOwnAsync(containerId, cancellationToken);
        return await _logs.ReadAsync(containerId, cancellationToken);
    }

    public async Task RemoveAsync(string containerId, TimeSpan grace, CancellationToken cancellationToken)
    {
        if (await _containers.InspectAsync(containerId, cancellationToken) is not { } found)
        {
            return;
        }

        if (found.ID != containerId && !IsOwn(found))
        {
            // Looked for by its name, which somebody else's container has: of this runner there is nothing.
            return;
        }

        RequireOwn(found);
        var name = found.Name.TrimStart('/');
        if (found.State?.Running == true)
        {
            await _containers.StopAsync(found.ID, grace, cancellationToken);
        }

        await _containers.RemoveAsync(found.ID, cancellationToken);
        LogRemoved(_logger, name, found.ID);
    }

    public async IAsyncEnumerable<LauncherEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filters = ContainerLabels.Filter(_controllerId());
        filters["type"] = new Dictionary<string, bool>(StringComparer.Ordinal) { ["container"] = true };
        filters["event"] = Watched.ToDictionary(word => word, _ => true, StringComparer.Ordinal);
        var parameters = new ContainerEventsParameters { Filters = filters };
        var events = new EngineEvents(OpenAsync, _time, _logger);
        await foreach (var happened in events.WatchAsync(cancellationToken))
        {
            yield return happened;
        }

        // Only the answer's beginning is bounded; the stream itself stays open. The overload that is not obsolete does not tell
        // when the stream begins, and a listing is right only from then on.
#pragma warning disable CS0618
        Task<Stream> OpenAsync(CancellationToken token) => _engine.CallAsync(
            "Following the engine's events", (client, bounded) => client.System.MonitorEventsAsync(parameters, bounded), token);
#pragma warning restore CS0618
    }

    public void Dispose()
    {
        _images.Dispose();
        _egress.Dispose();
        _networks.Dispose();
        _gpus.Dispose();
        _firewall.Dispose();
        _filled.Dispose();
        _volumes.Dispose();
        _engine.Dispose();
    }

    private async Task<PoolNetwork> PrepareNetworkAsync(RunnerLaunch launch, EngineFacts facts, CancellationToken cancellationToken)
    {
        if (launch.Pool.Egress is not null)
        {
            return facts.IsPodman
                ? throw new LauncherException(
                    ReasonCode.EgressUnavailable, $"The pool '{launch.Pool.Name}' has egress, which needs Docker; this engine is Podman. Take egress out of the pool, or use Docker.")
                : await _egress.EnsureAsync(launch.Pool, launch.ControllerId, facts, cancellationToken);
        }

        var network = await _networks.EnsureAsync(launch.Pool, launch.ControllerId, facts.IsPodman, cancellationToken);
        await _firewall.EnsureAsync(network, cancellationToken);
        return network;
    }

    private Func<string, UnixFileMode?>? ModeOf => _engine.IsLocal ? OwnDockerChecks.ModeHere : null;

    private ImmutableArray<string> Warnings(EngineFacts facts) =>
    [
        .. facts.Warnings,
        .. _options.EffectivePools.SelectMany(pool => PoolWarnings(pool, facts)),
        .. _firewall.Problem is { } problem ? [problem] : Array.Empty<string>(),
        .. _filled.Problem is { } refused ? [refused] : Array.Empty<string>(),
    ];

    private IEnumerable<string> PoolWarnings(RunnerPool pool, EngineFacts facts)
    {
        string?[] found = [RuntimeChecks.Problem(pool, facts), OwnDockerChecks.Problem(pool, facts, ModeOf), pool.OwnDocker ? OwnDockerSpec.Weakness(pool) : null];
        return found.OfType<string>();
    }

    private async Task<GpuInventory?> ReadGpusAsync(EngineFacts facts, CancellationToken cancellationToken) =>
        _options.EffectivePools.FirstOrDefault(pool => pool.Gpus > 0) is { } pool ? await _gpus.ReadAsync(pool.GpuVendor, facts, cancellationToken) : null;

    private async Task RequireOwnAsync(string containerId, CancellationToken cancellationToken) =>
        RequireOwn(await _containers.InspectAsync(containerId, cancellationToken)
            ?? throw new LauncherException(ReasonCode.EngineError, $"Container {containerId} is gone. List the runners again."));

    private bool IsOwn(ContainerInspectResponse container) => container.Config?.Labels.Has(ContainerLabels.Controller, _controllerId()) == true;

    private void RequireOwn(ContainerInspectResponse container)
    {
        if (!IsOwn(container))
        {
            throw new LauncherException(
                ReasonCode.EngineError, $"Container {container.Name.TrimStart('/')} is not one of this controller's runners. It was left alone.");
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Container {ContainerId} started.")]
    private static partial void LogStarted(ILogger logger, string containerId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Container of runner {Runner} removed: {ContainerId}.")]
    private static partial void LogRemoved(ILogger logger, string runner, string containerId);
}
