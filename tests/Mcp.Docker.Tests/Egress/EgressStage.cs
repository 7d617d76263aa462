using Docker.DotNet.Models;
using Mcp.Docker.Tests.Launching;
using Mcp.Tools.Runners;
using Mcp.Tools.Runners.Launching;

namespace Mcp.Docker.Tests.Egress;

/// <summary>
/// A runner of a pool with egress, its proxy, and two hosts that the proxy could reach: <c>allowed.test</c> in a private network that is
/// permitted, <c>rebound.test</c> in one that is not.
/// </summary>
internal sealed class EgressStage : IAsyncDisposable
{
    /// <summary>Debian's squid; <c>tests/lib/docker.sh</c> makes it.</summary>
    public const string Image = "mcp-test-squid:latest";

    public const int Port = 8080;

    private readonly DockerFixture _docker;

    private EgressStage(DockerFixture docker, string test)
    {
        _docker = docker;
        Egress = new PoolEgress { Image = Image, Allow = ["allowed.test", "rebound.test", "169.254.169.254", "127.0.0.1", "10.1.2.3"], AllowPorts = [Port] };
        Scope = new LauncherScope(docker, Egress, test);
    }

    public LauncherScope Scope { get; }

    public PoolEgress Egress { get; }

    /// <summary>The address of <c>allowed.test</c>.</summary>
    public string UpstreamAddress { get; private set; } = string.Empty;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<EgressStage> SetAsync(DockerFixture docker, string test)
    {
        var stage = new EgressStage(docker, test);
        var (subnet, address) = await stage.AddHostAsync("allowed.test");
        stage.Egress.AllowPrivate = [subnet];
        stage.UpstreamAddress = address;
        await stage.AddHostAsync("rebound.test");
        return stage;
    }

    /// <summary>A runner that listens, and its proxy on the networks of both hosts.</summary>
    public async Task<string> ListeningAsync()
    {
        var runner = await Scope.ListeningAsync();
        var proxy = await ProxyAsync();
        foreach (var name in (string[])["allowed.test", "rebound.test"])
        {
            if (proxy.NetworkSettings!.Networks!.ContainsKey(NetworkOf(name)) != true)
            {
                await _docker.Client.Networks.ConnectNetworkAsync(NetworkOf(name), new NetworkConnectParameters { Container = proxy.ID }, Cancelled);
            }
        }

        return runner;
    }

    /// <summary>The only proxy that there is.</summary>
    public async Task<ContainerInspectResponse> ProxyAsync() =>
        await _docker.Client.Containers.InspectContainerAsync(Assert.Single(await ProxiesAsync()).ID, Cancelled);

    public async Task<IReadOnlyList<ContainerListResponse>> ProxiesAsync() =>
    [
        .. (await _docker.Client.Containers.ListContainersAsync(new ContainersListParameters { All = true, Filters = ContainerLabels.Filter(Scope.ControllerId) }, Cancelled))
            .Where(container => container.Labels.Has(ContainerLabels.Role, ContainerLabels.Egress)),
    ];

    public async Task<IReadOnlyList<NetworkResponse>> NetworksAsync() =>
    [
        .. (await _docker.Client.Networks.ListNetworksAsync(new NetworksListParameters { Filters = ContainerLabels.Filter(Scope.ControllerId) }, Cancelled))
            .Where(network => network.Labels.Has(ContainerLabels.Role, ContainerLabels.Egress)),
    ];

    /// <summary>What comes back for a request to the proxy, and for one that is sent right behind it.</summary>
    public async Task<string> AskAsync(string runner, string request, string behind = "") => (await Scope.Probe.ShellAsync(
        runner,
        $"rm -f /tmp/p; mkfifo /tmp/p; exec 3<>/tmp/p; printf '{request}\\r\\n\\r\\n{behind}' >&3; timeout -s KILL 10 nc egress-proxy 3128 </tmp/p 3>&- & "
        + "child=$!; (sleep 3; kill -9 $child) 3>&- >/dev/null 2>&1 & wait $child")).Output;

    /// <summary>What a page of a host says, through a tunnel.</summary>
    public Task<string> GetAsync(string runner, string host) => AskAsync(runner, $"CONNECT {host}:{Port} HTTP/1.1\\r\\nHost: {host}", "GET / HTTP/1.0\\r\\n\\r\\n");

    public ValueTask DisposeAsync() => Scope.DisposeAsync();

    // With a role, so that the product counts neither as a runner.
    private Dictionary<string, string> Labels => new() { [ContainerLabels.Controller] = Scope.ControllerId, [ContainerLabels.Role] = "test" };

    private string NetworkOf(string name) => $"{_docker.NetworkPrefix}-{Scope.ControllerId}-{name}";

    private async Task<(string Subnet, string Address)> AddHostAsync(string name)
    {
        await _docker.Client.Networks.CreateNetworkAsync(new NetworksCreateParameters { Name = NetworkOf(name), Driver = "bridge", Labels = Labels }, Cancelled);
        var created = await _docker.Client.Containers.CreateContainerAsync(
            new CreateContainerParameters
            {
                Image = _docker.Image,
                Labels = Labels,
                Cmd = ["/bin/sh", "-c", $"mkdir /tmp/www; echo 'here is {name}' >/tmp/www/index.html; httpd -f -p {Port} -h /tmp/www"],
                HostConfig = new HostConfig { NetworkMode = NetworkOf(name) },
                NetworkingConfig = new NetworkingConfig { EndpointsConfig = new Dictionary<string, EndpointSettings> { [NetworkOf(name)] = new() { Aliases = [name] } } },
            },
            Cancelled);
        await _docker.Client.Containers.StartContainerAsync(created.ID, new ContainerStartParameters(), Cancelled);
        var network = await _docker.Client.Networks.InspectNetworkAsync(NetworkOf(name), Cancelled);
        var container = await _docker.Client.Containers.InspectContainerAsync(created.ID, Cancelled);
        return (network.IPAM.Config[0].Subnet!, container.NetworkSettings!.Networks!.Values.Single().IPAddress!);
    }
}
