using Docker.DotNet.Models;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.Launching.Egress;

/// <summary>Brings a pool's proxy: finds it or makes it, puts it on both networks, starts it, and waits until it answers.</summary>
internal sealed partial class ProxyStarter(
    ProxyContainers containers, RunnerImages images, PoolNetworks networks, HostFirewall firewall, LogTailReader logs, RunnersOptions options, TimeProvider time, ILogger logger)
{
    /// <summary>Squid takes about half a second.</summary>
    public static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Sees to it that the proxy's image is there; one that stands already needs none.</summary>
    /// <exception cref="LauncherException">It cannot be pulled, or is of another architecture.</exception>
    public async Task PrepareImageAsync(RunnerPool pool, string controllerId, CancellationToken cancellationToken)
    {
        if (await FindAsync(pool, controllerId, cancellationToken) is null)
        {
            await images.EnsureAsync(pool.Egress!.Image, pool, cancellationToken);
        }
    }

    /// <returns>The network on which the pool's runners find it.</returns>
    /// <exception cref="LauncherException">It cannot be had.</exception>
    public async Task<PoolNetwork> BringAsync(RunnerPool pool, string controllerId, EngineFacts engine, CancellationToken cancellationToken)
    {
        var network = await InternalAsync(pool.Name, controllerId, cancellationToken);
        var proxy = await StandUpAsync(await FindOrMakeAsync(pool, controllerId, engine, cancellationToken), network, cancellationToken);
        await WaitForAnswerAsync(proxy, pool, network, cancellationToken);
        return network;
    }

    /// <summary>The network of a pool with egress.</summary>
    public Task<PoolNetwork> InternalAsync(string pool, string controllerId, CancellationToken cancellationToken) =>
        networks.EnsureAsync(PoolNetworkSpec.Internal(options.Docker.NetworkPrefix, pool, controllerId), controllerId, cancellationToken);

    /// <summary>Puts it on the pool's network and starts it, where it is not and does not.</summary>
    public async Task<ContainerInspectResponse> StandUpAsync(ContainerInspectResponse proxy, PoolNetwork network, CancellationToken cancellationToken)
    {
        if (proxy.NetworkSettings?.Networks?.Values.Any(endpoint => endpoint.NetworkID == network.Id) != true)
        {
            await containers.ConnectAsync(proxy.ID, network.Id, cancellationToken);
        }

        if (proxy.State?.Running != true)
        {
            await containers.StartAsync(proxy.ID, cancellationToken);
        }

        return await containers.InspectAsync(proxy.ID, cancellationToken)
            ?? throw new LauncherException(ReasonCode.EgressUnavailable, $"The proxy {proxy.Name.TrimStart('/')} has gone while it was started: somebody has removed it. The next start makes another.");
    }

    /// <summary>Whether runners reach it: the rules let them, and it answers.</summary>
    /// <exception cref="LauncherException">The rules cannot be set.</exception>
    public async Task<bool> AnswersAsync(ContainerInspectResponse proxy, PoolNetwork network, CancellationToken cancellationToken)
    {
        var address = proxy.NetworkSettings?.Networks?.Values.FirstOrDefault(endpoint => endpoint.NetworkID == network.Id)?.IPAddress;
        if (string.IsNullOrEmpty(address))
        {
            return false;
        }

        await firewall.EnsureAsync(PoolNetworkSpec.Of(proxy.HostConfig!.NetworkMode!, proxy.Name), cancellationToken);
        await firewall.EnsureAsync(network, new ProxyPassage(network.Bridge, address), cancellationToken);
        return await containers.AnswersAsync(address, cancellationToken);
    }

    private async Task<SeenProxy?> FindAsync(RunnerPool pool, string controllerId, CancellationToken cancellationToken) =>
        (await containers.ListAsync(controllerId, cancellationToken)).Select(SeenProxy.Of).FirstOrDefault(proxy => proxy?.Pool == pool.Name);

    private async Task<ContainerInspectResponse> FindOrMakeAsync(RunnerPool pool, string controllerId, EngineFacts engine, CancellationToken cancellationToken)
    {
        var configuration = SquidConfiguration.For(pool.Egress!, options.GitHub.ApiAddress);
        var hash = ProxySpec.Hash(pool.Egress!, configuration);
        var found = await FindAsync(pool, controllerId, cancellationToken);
        if (found is not null && found.Hash != hash)
        {
            LogReplaced(pool.Name, found.Name);
            await containers.RemoveAsync(found.Id, cancellationToken);
            found = null;
        }

        var name = ProxySpec.NameOf(options.Docker.NetworkPrefix, pool.Name, controllerId);
        if (found is null)
        {
            await images.EnsureAsync(pool.Egress!.Image, pool, cancellationToken);
            var outgoing = await networks.EnsureAsync(PoolNetworkSpec.Outgoing(options.Docker.NetworkPrefix, pool.Name, controllerId), controllerId, cancellationToken);
            await firewall.EnsureAsync(outgoing, cancellationToken);
            if (await containers.TryCreateAsync(ProxySpec.For(name, pool, hash, controllerId, outgoing.Id, engine), cancellationToken) is { } id)
            {
                LogMade(pool.Name, name, id);
            }
        }

        var proxy = await containers.InspectAsync(found?.Id ?? name, cancellationToken);
        if (proxy is null || !proxy.Config!.Labels.Has(ContainerLabels.Controller, controllerId) || !proxy.Config.Labels.Has(ContainerLabels.SpecHash, hash))
        {
            throw new LauncherException(
                ReasonCode.EgressUnavailable,
                $"The proxy of pool '{pool.Name}' cannot be made: a container named {name} is or was there that is not it. It was left alone. Look at it (docker inspect {name}) and remove it.");
        }

        if (ContainerReading.NeverRan(proxy.State))
        {
            await containers.PlaceAsync(proxy.ID, pool.Egress!.EffectiveLayout, configuration, cancellationToken);
        }

        return proxy;
    }

    private async Task WaitForAnswerAsync(ContainerInspectResponse proxy, RunnerPool pool, PoolNetwork network, CancellationToken cancellationToken)
    {
        var begin = time.GetTimestamp();
        while (proxy.State?.Running == true && time.GetElapsedTime(begin) < StartLimit)
        {
            if (await AnswersAsync(proxy, network, cancellationToken))
            {
                return;
            }

            await Task.Delay(Pause, time, cancellationToken);
            proxy = await containers.InspectAsync(proxy.ID, cancellationToken)
                ?? throw new LauncherException(ReasonCode.EgressUnavailable, $"The proxy of pool '{pool.Name}' has gone while it was started: somebody has removed it. The next start makes another.");
        }

        throw new LauncherException(
            ReasonCode.EgressUnavailable,
            $"The proxy of pool '{pool.Name}' {ProxyWords.Failure(proxy.State, StartLimit)}, so no runner is started. It last said: {ProxyWords.Last(await logs.ReadAsync(proxy.ID, cancellationToken))} See: docker logs {proxy.Name.TrimStart('/')}");
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Proxy of pool '{Pool}' made: {Name} ({ContainerId}).")]
    private partial void LogMade(string pool, string name, string containerId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Proxy of pool '{Pool}' was made from other settings and is replaced: {Name}.")]
    private partial void LogReplaced(string pool, string name);
}
