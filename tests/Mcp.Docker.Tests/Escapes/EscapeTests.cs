using System.Net;
using System.Net.Sockets;
using Docker.DotNet.Models;
using Mcp.Docker.Tests.Egress;
using Mcp.Docker.Tests.Launching;
using Mcp.Tools.Runners;
using Mcp.Tools.Runners.Launching;

namespace Mcp.Docker.Tests.Escapes;

/// <summary>A job that tries every way out, one after the other; see <c>Image/escapes.pl</c>.</summary>
public sealed class EscapeTests(DockerFixture docker, ITestOutputHelper output) : IAsyncLifetime
{
    private const int NeighbourPort = 8080;

    /// <summary>What Podman's own profile of system calls lets through; <c>docs/isolation.md</c> says what it means.</summary>
    private static readonly string[] OpenOnPodman = ["new-user-namespace", "read-memory-of-init"];

    private const string Token = "ghp_operator0000000000000000000000000000";

    private const string Listen = "$| = 1; socket(S, PF_INET, SOCK_STREAM, 0); bind(S, sockaddr_in($ARGV[0], INADDR_ANY)) or die; listen(S, 9); print qq(listening\n); sleep 600";

    private string Image => $"mcp-test-{docker.RunId}-escapes:latest";

    public async ValueTask InitializeAsync()
    {
        var folder = await EscapeImage.WriteContextAsync(TestContext.Current.CancellationToken);
        await docker.BuildImageAsync(Image, folder);
        Directory.Delete(folder, recursive: true);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Job_TriesEveryWayOut_IsBlockedEverywhere(bool withEgress)
    {
        await using var scope = new LauncherScope(docker, withEgress ? new PoolEgress { Image = EgressStage.Image } : null);
        using var host = new TcpListener(IPAddress.Any, 0);
        host.Start();
        if (withEgress && docker.IsPodman)
        {
            Assert.Equal(ReasonCode.EgressUnavailable, (await Assert.ThrowsAsync<LauncherException>(() => StartAsync(scope, "/usr/bin/perl"))).Code);
            return;
        }

        var neighbour = await StartAsync(scope, "/usr/bin/perl", "-MSocket", "-e", Listen, $"{NeighbourPort}");
        var endpoint = Assert.Single((await docker.Client.Containers.InspectContainerAsync(neighbour, TestContext.Current.CancellationToken)).NetworkSettings!.Networks!).Value;
        var network = await docker.Client.Networks.InspectNetworkAsync(endpoint.NetworkID, TestContext.Current.CancellationToken);
        Assert.Equal(withEgress, network.Internal);
        var gateway = network.IPAM.Config[0].Gateway!;
        var attempts = await TryAsync(scope, gateway, ((IPEndPoint)host.LocalEndpoint).Port, endpoint.IPAddress!);

        Assert.True(attempts.Count >= 50, $"Only {attempts.Count} ways were tried.");
        Assert.Equal(docker.IsPodman ? OpenOnPodman : [], attempts.Where(attempt => attempt.Value.Open).Select(attempt => attempt.Key).Order(StringComparer.Ordinal));
    }

    /// <summary>The same probe as root in an ordinary container gets somewhere, so "blocked" means something.</summary>
    [Fact]
    public async Task OrdinaryContainer_TriesEveryWayOut_IsNotBlockedEverywhere()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var host = new TcpListener(IPAddress.Any, 0);
        host.Start();
        var created = await docker.Client.Containers.CreateContainerAsync(
            new CreateContainerParameters
            {
                Image = Image,
                User = "0:0",
                Cmd = ["/usr/bin/perl", "/escapes.pl", "-", $"{((IPEndPoint)host.LocalEndpoint).Port}", "127.0.0.1", "1", Token],
                HostConfig = new HostConfig { Memory = 256L << 20, MemorySwap = 256L << 20, PidsLimit = 128, Ulimits = docker.IsPodman ? Limits() : [] },
            },
            cancellationToken);
        try
        {
            await docker.Client.Containers.StartContainerAsync(created.ID, new ContainerStartParameters(), cancellationToken);
            var attempts = await ReadAsync(created.ID);

            string[] open = docker.IsPodman
                ? ["write-root", "write-etc-passwd", "chroot", "setuid-root", "setuid-program", "capabilities", "operators-token"]
                : ["write-root", "write-etc-passwd", "chroot", "setuid-root", "setuid-program", "capabilities", "mknod-disk", "raw-socket", "host-port", "operators-token"];
            Assert.Empty(open.Where(name => !attempts[name].Open).Select(name => $"{name}: {attempts[name].Detail}"));
        }
        finally
        {
            await docker.Client.Containers.RemoveContainerAsync(created.ID, new ContainerRemoveParameters { Force = true, RemoveVolumes = true }, CancellationToken.None);
        }
    }

    /// <summary>A boxed-in Podman cannot give what it gives by itself.</summary>
    private static Ulimit[] Limits()
    {
        var limits = ProcessLimits.OfThisProcess();
        return
        [
            new() { Name = "nofile", Soft = limits.OpenFiles ?? 65_536, Hard = limits.OpenFiles ?? 65_536 },
            new() { Name = "nproc", Soft = limits.Processes ?? 32_768, Hard = limits.Processes ?? 32_768 },
        ];
    }

    private async Task<string> StartAsync(LauncherScope scope, params string[] command)
    {
        var launch = scope.Launch();
        launch.Pool.Image = Image;
        launch.Pool.Layout = launch.Pool.EffectiveLayout with { Command = [.. command] };
        var id = await scope.Launcher.CreateAsync(launch, TestContext.Current.CancellationToken);
        await scope.Launcher.StartAsync(id, TestContext.Current.CancellationToken);
        return id;
    }

    private async Task<Dictionary<string, (bool Open, string Detail)>> TryAsync(LauncherScope scope, string gateway, int hostPort, string neighbour)
    {
        var half = Token.Length / 2;
        return await ReadAsync(await StartAsync(
            scope, "/usr/bin/perl", "/escapes.pl", gateway, $"{hostPort}", neighbour, $"{NeighbourPort}", Token[..half], Token[half..]));
    }

    private async Task<Dictionary<string, (bool Open, string Detail)>> ReadAsync(string container)
    {
        var log = await new ContainerProbe(docker).WaitForLogAsync(container, "done\t-\t-");
        output.WriteLine(log);
        return log.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t'))
            .Where(parts => parts is [_, "OPEN" or "blocked", _])
            .ToDictionary(parts => parts[0], parts => (parts[1] == "OPEN", parts[2]), StringComparer.Ordinal);
    }
}
