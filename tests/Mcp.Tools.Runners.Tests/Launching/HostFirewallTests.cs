using Mcp.Tools.Runners.Launching;
using Mcp.Tools.Runners.Launching.Egress;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mcp.Tools.Runners.Tests.Launching;

/// <summary>Where the engine is on another host, no rules can be set.</summary>
public sealed class HostFirewallTests : IDisposable
{
    private static readonly PoolNetwork Network = PoolNetworkSpec.Of("0123456789abcdef", "network");

    private readonly HostFirewall _firewall = new(new DockerOptions(), () => "controller-1", () => false, TimeProvider.System, NullLogger.Instance);

    public void Dispose() => _firewall.Dispose();

    [Fact]
    public async Task Ensure_UsualNetwork_IsAWarning()
    {
        await _firewall.EnsureAsync(Network, TestContext.Current.CancellationToken);

        Assert.Contains("Jobs can reach", _firewall.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ensure_NetworkWithAProxy_IsRefused()
    {
        var refused = await Assert.ThrowsAsync<LauncherException>(() => _firewall.EnsureAsync(
            Network, new ProxyPassage("br-0123456789ab", "172.20.0.2"), TestContext.Current.CancellationToken));

        Assert.Equal(ReasonCode.EgressUnavailable, refused.Code);
        Assert.Contains("on another host. Run the autoscaler there", refused.Message, StringComparison.Ordinal);
    }
}
