using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.Launching.Egress;

/// <summary>
/// The way out of each pool that has egress: a network that leads nowhere, and on it one proxy, which also stands on a network that leads
/// out. Brought by the first runner that needs it, found again after a restart, started again when it ends, taken away when unused.
/// </summary>
internal sealed partial class EgressProxies(ProxyStarter starter, ProxyContainers containers, PoolNetworks networks, RunnersOptions options, TimeProvider time, ILogger logger)
    : IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private readonly Dictionary<string, long> _neededAt = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _failed = new(StringComparer.Ordinal);

    private ImmutableArray<EgressProxy> _seen = [];
    private bool _nothingLeft;

    private bool HasEgress => options.EffectivePools.Any(pool => pool.Egress is not null);

    /// <summary>Sees to it that a runner of the pool has a way out: the network, the proxy, the rules.</summary>
    /// <returns>The network that the runner belongs on.</returns>
    /// <exception cref="LauncherException">There is none; nothing may be started then.</exception>
    public async Task<PoolNetwork> EnsureAsync(RunnerPool pool, string controllerId, EngineFacts engine, CancellationToken cancellationToken)
    {
        try
        {
            // Before the others' turn: a pull may take its time.
            await starter.PrepareImageAsync(pool, controllerId, cancellationToken);
            await _oneAtATime.WaitAsync(cancellationToken);
            try
            {
                _neededAt[pool.Name] = time.GetTimestamp();
                _nothingLeft = false;
                var network = await starter.BringAsync(pool, controllerId, engine, cancellationToken);
                _failed.TryRemove(pool.Name, out _);
                return network;
            }
            finally
            {
                _oneAtATime.Release();
            }
        }
        catch (LauncherException ex)
        {
            _failed[pool.Name] = ex.Message;
            throw;
        }
    }

    /// <summary>Looks at all of them: starts those again that have ended, takes away those that nobody needs.</summary>
    /// <returns>Each pool's; null: no pool has egress. While one is being brought, what was seen before.</returns>
    /// <exception cref="LauncherException">They cannot be seen now.</exception>
    public async Task<ImmutableArray<EgressProxy>?> LookAsync(string controllerId, CancellationToken cancellationToken)
    {
        // Without egress in any pool only those of an earlier configuration matter, and only until they are gone.
        if ((HasEgress || !_nothingLeft) && await _oneAtATime.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            try
            {
                _seen = ProxyStates.Of(options.EffectivePools, await TendAsync(controllerId, cancellationToken), _failed);
            }
            finally
            {
                _oneAtATime.Release();
            }
        }

        return HasEgress ? _seen : null;
    }

    public void Dispose() => _oneAtATime.Dispose();

    private async Task<Dictionary<string, EgressProxy>> TendAsync(string controllerId, CancellationToken cancellationToken)
    {
        var listed = await containers.ListAsync(controllerId, cancellationToken);
        var proxies = listed.Select(SeenProxy.Of).OfType<SeenProxy>().ToList();
        var runners = listed
            .Where(container => container.Labels?.ContainsKey(ContainerLabels.Role) != true)
            .CountBy(container => container.Labels!.TryGetValue(ContainerLabels.Pool, out var pool) ? pool : string.Empty, StringComparer.Ordinal)
            .ToDictionary(StringComparer.Ordinal);
        var seen = new Dictionary<string, EgressProxy>(StringComparer.Ordinal);
        _nothingLeft = proxies.Count == 0;
        foreach (var proxy in proxies)
        {
            try
            {
                if (await TendAsync(proxy, runners.GetValueOrDefault(proxy.Pool), controllerId, cancellationToken) is { } state)
                {
                    seen[proxy.Pool] = state;
                }
            }
            catch (LauncherException ex) when (ex.Code != ReasonCode.EngineUnavailable)
            {
                // One that makes trouble must not keep the others; the next look tries again.
                LogTrouble(proxy.Pool, proxy.Name, ex.Message);
                seen[proxy.Pool] = new(proxy.Pool, EgressState.Failed, proxy.Name, Problem: ex.Message);
            }
        }

        return seen;
    }

    private async Task<EgressProxy?> TendAsync(SeenProxy proxy, int runners, string controllerId, CancellationToken cancellationToken)
    {
        if (runners > 0 || !_neededAt.TryGetValue(proxy.Pool, out var neededAt))
        {
            _neededAt[proxy.Pool] = neededAt = time.GetTimestamp();
        }

        var pool = options.EffectivePools.FirstOrDefault(pool => pool.Name == proxy.Pool);
        if (ProxyRetirement.IsDue(pool, runners, time.GetElapsedTime(neededAt)))
        {
            await RetireAsync(proxy, controllerId, cancellationToken);
            return null;
        }

        if (await containers.InspectAsync(proxy.Id, cancellationToken) is not { } found || (found.State?.Running != true && runners == 0))
        {
            return new(proxy.Pool, EgressState.Absent, proxy.Name);
        }

        var network = await starter.InternalAsync(proxy.Pool, controllerId, cancellationToken);
        if (found.State?.Running != true)
        {
            LogStartedAgain(proxy.Pool, proxy.Name, found.State?.ExitCode ?? 0);
            found = await starter.StandUpAsync(found, network, cancellationToken);
        }

        return ProxyStates.Of(proxy, found, await starter.AnswersAsync(found, network, cancellationToken), time.GetUtcNow());
    }

    private async Task RetireAsync(SeenProxy proxy, string controllerId, CancellationToken cancellationToken)
    {
        await containers.RemoveAsync(proxy.Id, cancellationToken);
        await networks.RemoveUnusedAsync(PoolNetworkSpec.Outgoing(options.Docker.NetworkPrefix, proxy.Pool, controllerId).Name!, cancellationToken);
        await networks.RemoveUnusedAsync(PoolNetworkSpec.Internal(options.Docker.NetworkPrefix, proxy.Pool, controllerId).Name!, cancellationToken);
        _neededAt.Remove(proxy.Pool);
        _failed.TryRemove(proxy.Pool, out _);
        LogRetired(proxy.Pool, proxy.Name);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Proxy of pool '{Pool}' had ended with {ExitCode} while runners need it, and is started again: {Name}.")]
    private partial void LogStartedAgain(string pool, string name, long exitCode);

    [LoggerMessage(Level = LogLevel.Information, Message = "Proxy of pool '{Pool}' removed, since nothing uses it: {Name}.")]
    private partial void LogRetired(string pool, string name);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Proxy of pool '{Pool}' ({Name}) cannot be tended now: {Problem}")]
    private partial void LogTrouble(string pool, string name, string problem);
}
