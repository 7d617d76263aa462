using System.Collections.Immutable;
using Docker.DotNet.Models;

namespace Mcp.Tools.Runners.Launching.Egress;

/// <summary>What is told of the pools' proxies. Pure.</summary>
internal static class ProxyStates
{
    /// <summary>One for each pool with egress.</summary>
    /// <param name="pools">The pools as they are configured.</param>
    /// <param name="seen">What the engine has, by pool.</param>
    /// <param name="failed">Why the last start of a pool's failed, by pool; none where it did not.</param>
    public static ImmutableArray<EgressProxy> Of(
        IEnumerable<RunnerPool> pools, IReadOnlyDictionary<string, EgressProxy> seen, IReadOnlyDictionary<string, string> failed) =>
    [
        .. pools.Where(pool => pool.Egress is not null).Select(pool =>
        {
            var proxy = seen.GetValueOrDefault(pool.Name) ?? new EgressProxy(pool.Name, EgressState.Absent);
            return proxy is { State: EgressState.Listening } or { Problem: not null } || !failed.TryGetValue(pool.Name, out var problem)
                ? proxy
                : proxy with { State = EgressState.Failed, Problem = problem };
        }),
    ];

    /// <summary>One that has just been looked at.</summary>
    public static EgressProxy Of(SeenProxy proxy, ContainerInspectResponse found, bool answers, DateTimeOffset now)
    {
        var since = ContainerReading.ToRunner(found).StartedAt;
        return answers ? new(proxy.Pool, EgressState.Listening, proxy.Name, since)
            : found.State?.Running == true && now - since < ProxyStarter.StartLimit ? new(proxy.Pool, EgressState.Starting, proxy.Name, since)
            : new(
                proxy.Pool,
                EgressState.Failed,
                proxy.Name,
                Problem: $"The proxy of pool '{proxy.Pool}' {ProxyWords.Failure(found.State, ProxyStarter.StartLimit)}. See: docker logs {proxy.Name}");
    }
}
