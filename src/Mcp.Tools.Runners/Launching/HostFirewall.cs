using System.Collections.Concurrent;
using System.Net.NetworkInformation;
using Mcp.Tools.Runners.Launching.Egress;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.Launching;

/// <summary>Keeps jobs from the host's own ports and from blocked networks, where this process may set the rules for it.</summary>
internal sealed partial class HostFirewall(
    DockerOptions options, Func<string> controllerId, Func<bool> isLocal, TimeProvider time, ILogger logger) : IDisposable
{
    /// <summary>How often the rules are looked at again: a firewall that is reloaded takes them away.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private const string BridgedPackets = "/proc/sys/net/bridge/bridge-nf-call-iptables";

    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private readonly ConcurrentDictionary<string, long> _ensured = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ProxyPassage> _passages = new(StringComparer.Ordinal);

    private bool _checked;

    /// <summary>Why jobs can reach the host; null: they cannot, as far as is known.</summary>
    public string? Problem { get; private set; }

    /// <summary>Finds out whether rules can be set, before the first runner needs them.</summary>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        if (!_checked)
        {
            _checked = true;
            Problem = options.HostProtection == HostProtection.Off
                ? "Jobs can reach the ports of this host: docker.hostProtection is off."
                : await ReadAsync(cancellationToken) is null ? Unable() : null;
        }
    }

    /// <summary>Sets the rules for a pool's network.</summary>
    /// <exception cref="LauncherException">They cannot be set, and are required.</exception>
    public async Task EnsureAsync(PoolNetwork network, CancellationToken cancellationToken)
    {
        if (options.HostProtection == HostProtection.Off || (_ensured.TryGetValue(network.Bridge, out var at) && time.GetElapsedTime(at) < Lifetime))
        {
            return;
        }

        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            Told(await SetAsync(network, cancellationToken) ? Neighbours(network) : Unable());
        }
        finally
        {
            _oneAtATime.Release();
        }

        if (Problem is null)
        {
            _ensured[network.Bridge] = time.GetTimestamp();
        }
        else if (options.HostProtection == HostProtection.Required)
        {
            throw new LauncherException(ReasonCode.HostUnprotected, $"{Problem} docker.hostProtection requires the rules, so nothing is started.");
        }
    }

    /// <summary>Sets the rules for a network out of which only a proxy leads; without them the proxy itself cannot be reached.</summary>
    /// <exception cref="LauncherException">They cannot be set.</exception>
    public async Task EnsureAsync(PoolNetwork network, ProxyPassage passage, CancellationToken cancellationToken)
    {
        if (!_passages.TryGetValue(network.Bridge, out var before) || before != passage)
        {
            _passages[network.Bridge] = passage;
            _ensured.TryRemove(network.Bridge, out _);
        }

        await EnsureAsync(network, cancellationToken);
        if (Problem is not null)
        {
            throw new LauncherException(
                ReasonCode.EgressUnavailable,
                $"The pool's egress needs rules of iptables, so that its runners reach their proxy and not each other, and they cannot be set{(isLocal() ? ". Install iptables and run the autoscaler as root or with CAP_NET_ADMIN" : ": the engine is on another host. Run the autoscaler there")}, or take egress out of the pool.");
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private async Task<bool> SetAsync(PoolNetwork network, CancellationToken cancellationToken)
    {
        if (await ReadAsync(cancellationToken) is not { } present)
        {
            return false;
        }

        var there = NetworkInterface.GetAllNetworkInterfaces().Select(network => network.Name).ToHashSet(StringComparer.Ordinal);
        var bridges = _ensured.Keys.Append(network.Bridge).Where(there.Contains).ToHashSet(StringComparer.Ordinal);
        var passages = _passages.Values.Where(passage => there.Contains(passage.Bridge)).ToList();
        var change = new FirewallRules(controllerId(), options, passages, network.IsPodmans).Change(present, bridges, there);
        return bridges.Contains(network.Bridge) && (change is null || await WriteAsync(change, cancellationToken));
    }

    /// <summary>Between neighbours on one bridge the rules hold only where the kernel shows bridged packets to iptables. Docker sees to that, Podman does not.</summary>
    private static string? Neighbours(PoolNetwork network) => network.IsPodmans && !(File.Exists(BridgedPackets) && File.ReadAllText(BridgedPackets).Trim() == "1")
        ? $"Jobs of one pool can reach each other: the kernel does not show bridged packets to iptables. Run 'modprobe br_netfilter' and 'sysctl net.bridge.bridge-nf-call-iptables=1'."
        : null;

    private async Task<string?> ReadAsync(CancellationToken cancellationToken) => isLocal()
        ? await ProgramOutput.ReadAsync("iptables", ["-w", "5", "-S"], options.CallTimeout, time, cancellationToken)
        : null;

    private async Task<bool> WriteAsync(string script, CancellationToken cancellationToken) =>
        await ProgramOutput.ReadAsync("iptables-restore", ["-w", "5", "--noflush"], options.CallTimeout, time, cancellationToken, script) is not null;

    private string Unable() => isLocal()
        ? "Jobs can reach the ports of this host: the rules that forbid it cannot be set. Install iptables and run the autoscaler as root or with CAP_NET_ADMIN, or set docker.hostProtection to Off to accept it."
        : "Jobs can reach the ports of the engine's host: it is another machine, where no rules can be set from here. Set docker.hostProtection to Off to accept it.";

    private void Told(string? problem)
    {
        if (problem != Problem)
        {
            Problem = problem;
            if (problem is not null)
            {
                LogProblem(problem);
            }
            else
            {
                LogProtected();
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Problem}")]
    private partial void LogProblem(string problem);

    [LoggerMessage(Level = LogLevel.Information, Message = "Jobs are kept from the ports of this host.")]
    private partial void LogProtected();
}
