using Mcp.Tools.Runners;

namespace Mcp.Docker.Tests.Egress;

/// <summary>What a job reaches in a pool with egress, asked from inside a running container.</summary>
public sealed class EgressTests(DockerFixture docker)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tunnel_ToAnAllowedHost_ReachesIt()
    {
        await using var stage = await EgressStage.SetAsync(docker, "egress-allowed");
        var runner = await stage.ListeningAsync();

        var answer = await stage.GetAsync(runner, "allowed.test");

        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
        Assert.Contains("here is allowed.test", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Proxy_AskedForAnythingElse_Refuses()
    {
        await using var stage = await EgressStage.SetAsync(docker, "egress-refused");
        var runner = await stage.ListeningAsync();
        string[] requests =
        [
            "CONNECT other.test:8080 HTTP/1.0",
            "CONNECT sub.allowed.test:8080 HTTP/1.0",
            "CONNECT allowed.test:22 HTTP/1.0",
            $"CONNECT {stage.UpstreamAddress}:8080 HTTP/1.0",

            // Allowed by name, and refused for where they lead to.
            "CONNECT rebound.test:8080 HTTP/1.0",
            "CONNECT 169.254.169.254:8080 HTTP/1.0",
            "CONNECT 127.0.0.1:8080 HTTP/1.0",
            "CONNECT 10.1.2.3:8080 HTTP/1.0",

            // A page instead of a tunnel, of a host and of the proxy itself.
            "GET http://allowed.test:8080/ HTTP/1.0\\r\\nHost: allowed.test",
            "GET http://egress-proxy:3128/squid-internal-mgr/menu HTTP/1.0\\r\\nHost: egress-proxy",
        ];

        foreach (var request in requests)
        {
            var answer = await stage.AskAsync(runner, request);

            Assert.True(answer.StartsWith("HTTP/1.1 403 ", StringComparison.Ordinal), $"{request}: {answer}");
        }
    }

    [Fact]
    public async Task Runner_Directly_ReachesNothingAndIsAnsweredNoForeignName()
    {
        await using var stage = await EgressStage.SetAsync(docker, "egress-direct");
        var runner = await stage.ListeningAsync();
        var container = await docker.Client.Containers.InspectContainerAsync(runner, Cancelled);
        var proxy = await stage.ProxyAsync();

        foreach (var address in proxy.NetworkSettings!.Networks!.Values.Where(endpoint => endpoint.NetworkID != container.HostConfig!.NetworkMode).Select(endpoint => endpoint.IPAddress))
        {
            Assert.NotEqual(0, (await stage.Scope.Probe.ShellAsync(runner, $"timeout -s KILL 2 nc {address} 3128 </dev/null")).ExitCode);
        }

        Assert.NotEqual(0, (await stage.Scope.Probe.ShellAsync(runner, $"timeout -s KILL 2 nc {stage.UpstreamAddress} {EgressStage.Port} </dev/null")).ExitCode);

        // The proxy is answered for the first of them, or no test here would pass.
        foreach (var name in (string[])["allowed.test", "secret.example.com"])
        {
            Assert.Contains("bad address", (await stage.Scope.Probe.ShellAsync(runner, $"timeout -s KILL 8 wget -Y off -O - http://{name}:8080/")).Output, StringComparison.Ordinal);
        }

        Assert.Equal(["127.0.0.1"], container.HostConfig!.DNS);
        Assert.Equal(0, (await stage.Scope.Probe.ShellAsync(runner, "nslookup egress-proxy")).ExitCode);
    }

    [Fact]
    public async Task Proxy_Standing_IsHardenedAndNoRunner()
    {
        await using var stage = await EgressStage.SetAsync(docker, "egress-hardened");
        var runner = await stage.Scope.ListeningAsync();
        var proxy = await stage.ProxyAsync();

        Assert.Equal(runner, Assert.Single(await stage.Scope.Launcher.ListAsync(Cancelled)).ContainerId);
        Assert.Equal("13:13", proxy.Config!.User);
        Assert.True(proxy.HostConfig!.ReadonlyRootfs);
        Assert.Equal(["ALL"], proxy.HostConfig.CapDrop);
        Assert.Contains("no-new-privileges:true", proxy.HostConfig.SecurityOpt!);
        Assert.All(proxy.Mounts!, mount => Assert.Equal("volume", mount.Type));
        Assert.Contains(proxy.Mounts!, mount => mount.Destination == "/etc/squid");
        Assert.Equal(2, proxy.NetworkSettings!.Networks!.Count);
        var pool = await docker.Client.Networks.InspectNetworkAsync(
            (await docker.Client.Containers.InspectContainerAsync(runner, Cancelled)).HostConfig!.NetworkMode!, Cancelled);
        Assert.True(pool.Internal);
        var seen = Assert.Single((await stage.Scope.Launcher.GetStatusAsync(Cancelled)).Egress!.Value);
        Assert.Equal((EgressState.Listening, proxy.Name.TrimStart('/')), (seen.State, seen.Name));
    }

    [Theory]
    [InlineData("mcp-egress-test-none:latest", "/usr/sbin/squid", ReasonCode.ImageMissing, "mcp-egress-test-none")]
    [InlineData(null, "/bin/false", ReasonCode.EgressUnavailable, "ended with 1")]
    public async Task Create_ProxyCannotBeHad_StartsNothingAndSaysWhy(string? image, string command, string code, string words)
    {
        var egress = new PoolEgress { Image = image ?? docker.Image, Layout = ProxyLayout.Squid with { Command = [command] } };
        await using var scope = new Launching.LauncherScope(docker, egress, $"egress-{code}");

        var refused = await Assert.ThrowsAsync<LauncherException>(() => scope.Launcher.CreateAsync(scope.Launch(), Cancelled));

        Assert.Equal(code, refused.Code);
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
        Assert.Empty(await scope.Launcher.ListAsync(Cancelled));
        var seen = Assert.Single((await scope.Launcher.GetStatusAsync(Cancelled)).Egress!.Value);
        Assert.Equal((EgressState.Failed, refused.Message), (seen.State, seen.Problem));
    }
}
