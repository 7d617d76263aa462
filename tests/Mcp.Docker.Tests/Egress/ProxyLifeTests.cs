using Docker.DotNet.Models;
using Mcp.Tools.Runners;
using Mcp.Tools.Runners.Launching;

namespace Mcp.Docker.Tests.Egress;

/// <summary>How a pool's proxy comes, stays and goes.</summary>
public sealed class ProxyLifeTests(DockerFixture docker)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Proxy_Killed_IsStartedAgainForTheRunnersThatNeedIt()
    {
        await using var stage = await EgressStage.SetAsync(docker, "egress-killed");
        var runner = await stage.ListeningAsync();
        var before = await stage.ProxyAsync();
        await docker.Client.Containers.KillContainerAsync(before.ID, new ContainerKillParameters { Signal = "KILL" }, Cancelled);
        await docker.Client.Containers.WaitContainerAsync(before.ID, Cancelled);

        await UntilListeningAsync(stage.Scope.Launcher);

        Assert.Equal(before.ID, (await stage.ProxyAsync()).ID);
        Assert.Contains("here is allowed.test", await stage.GetAsync(runner, "allowed.test"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Proxy_AfterARestart_IsTheSame()
    {
        await using var stage = await EgressStage.SetAsync(docker, "egress-restarted");
        await stage.Scope.ListeningAsync();
        var before = await stage.ProxyAsync();
        using var launcher = stage.Scope.NewLauncher(stage.Egress);

        await launcher.CreateAsync(stage.Scope.Launch(), Cancelled);

        var after = await stage.ProxyAsync();
        Assert.Equal((before.ID, before.State!.StartedAt), (after.ID, after.State!.StartedAt));
    }

    [Fact]
    public async Task Proxy_OfOtherSettings_IsReplaced()
    {
        await using var stage = await EgressStage.SetAsync(docker, "egress-changed");
        await stage.Scope.ListeningAsync();
        var before = await stage.ProxyAsync();
        stage.Egress.Allow.Add("another.test");
        using var launcher = stage.Scope.NewLauncher(stage.Egress);

        await launcher.CreateAsync(stage.Scope.Launch(), Cancelled);

        Assert.NotEqual(before.ID, (await stage.ProxyAsync()).ID);
    }

    [Fact]
    public async Task Proxy_OfAPoolWithoutEgressNow_GoesAfterTheLastRunner()
    {
        await using var stage = await EgressStage.SetAsync(docker, "egress-gone");
        var runner = await stage.Scope.ListeningAsync();
        using var launcher = stage.Scope.NewLauncher(egress: null);

        await launcher.GetStatusAsync(Cancelled);
        Assert.Single(await stage.ProxiesAsync());
        await launcher.RemoveAsync(runner, TimeSpan.Zero, Cancelled);
        var status = await launcher.GetStatusAsync(Cancelled);

        Assert.Null(status.Egress);
        Assert.Empty(await stage.ProxiesAsync());
        Assert.Empty(await stage.NetworksAsync());
        Assert.Empty((await docker.Client.Volumes.ListAsync(new VolumesListParameters { Filters = ContainerLabels.Filter(stage.Scope.ControllerId) }, Cancelled)).Volumes ?? []);
    }

    /// <summary>A process that ends in the middle of making one leaves a container without its configuration and its second network.</summary>
    [Fact]
    public async Task Proxy_LeftHalfMade_IsMadeWhole()
    {
        await using var stage = await EgressStage.SetAsync(docker, "egress-half");
        var runner = await stage.Scope.ListeningAsync();
        var before = await stage.ProxyAsync();
        await docker.Client.Containers.RemoveContainerAsync(before.ID, new ContainerRemoveParameters { Force = true, RemoveVolumes = true }, Cancelled);
        var half = await docker.Client.Containers.CreateContainerAsync(
            new CreateContainerParameters
            {
                Name = before.Name.TrimStart('/'),
                Image = before.Config!.Image,
                User = before.Config.User,
                Entrypoint = before.Config.Entrypoint,
                Cmd = before.Config.Cmd,
                Labels = before.Config.Labels,
                HostConfig = before.HostConfig,
            },
            Cancelled);

        await stage.Scope.Launcher.CreateAsync(stage.Scope.Launch(), Cancelled);

        Assert.Equal(half.ID, (await stage.ProxyAsync()).ID);
        Assert.StartsWith("HTTP/1.1 403 ", await stage.AskAsync(runner, "CONNECT other.test:8080 HTTP/1.0"), StringComparison.Ordinal);
    }

    private static async Task UntilListeningAsync(DockerLauncher launcher)
    {
        while ((await launcher.GetStatusAsync(Cancelled)).Egress!.Value.Single().State != EgressState.Listening)
        {
            Cancelled.ThrowIfCancellationRequested();
        }
    }
}
