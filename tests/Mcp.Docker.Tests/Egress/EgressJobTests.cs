using System.Text.Json.Nodes;
using Demo;
using Docker.DotNet.Models;
using GitHubSimulator;
using Mcp.Docker.Tests.EndToEnd;
using Mcp.Tools.Runners;

namespace Mcp.Docker.Tests.Egress;

/// <summary>Whole jobs with the proxy between the runner and GitHub.</summary>
public sealed class EgressJobTests
{
    /// <summary>Of its own name: a run of another checkout on the same engine, whose runner knows of no proxy, must not take its place.</summary>
    private const string Runner = "mcp-egress-test-runner:latest";

    [Fact]
    public async Task Autoscale_PoolWithEgress_RunsJobsThroughOneProxyThatOutlivesAKillAndGoesWithItsSetting()
    {
        Assert.SkipUnless(HostArchitecture.Current == RunnerArchitecture.X64, "The stage's pool is of x64.");
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(TimeSpan.FromMinutes(4));
        await using var stage = await Stage.SetAsync(timeout.Token);
        Assert.Null(await RunnerImage.EnsureAsync(stage.Engine, Runner, timeout.Token));
        stage.Simulator.World.AddRepository("octocat/web");
        string proxy;

        await using (var first = await stage.StartAsync(stage.Configure(maxRunners: 2, WithEgress(stage)), timeout.Token, "autoscale"))
        {
            await RunJobAsync(stage, "first", timeout.Token);
            proxy = Assert.Single(await ProxiesAsync(stage, timeout.Token)).ID;
            await first.KillAsync(timeout.Token);
        }

        await using (await stage.StartAsync(stage.Configure(maxRunners: 2, WithEgress(stage)), timeout.Token, "autoscale"))
        {
            await RunJobAsync(stage, "second", timeout.Token);
            Assert.Equal(proxy, Assert.Single(await ProxiesAsync(stage, timeout.Token)).ID);
        }

        await using (await stage.StartAsync(stage.Configure(maxRunners: 2), timeout.Token, "autoscale"))
        {
            await RunJobAsync(stage, "third", timeout.Token);
        }

        Assert.Empty(await stage.ContainersAsync(timeout.Token));
        Assert.Empty(await stage.VolumesAsync(timeout.Token));
    }

    private static async Task RunJobAsync(Stage stage, string name, CancellationToken cancellationToken)
    {
        var run = stage.Simulator.World.QueueRun(
            "octocat/web", "CI", ".github/workflows/ci.yml", new JobPlan(name, ["self-hosted", "linux", "x64"]) { Duration = TimeSpan.FromSeconds(1) });
        await stage.Simulator.World.WaitForAsync(world => world.Jobs[run.JobIds[0]].Status == "completed", cancellationToken);
        await stage.UntilQuietAsync(cancellationToken);
        Assert.Equal("success", stage.Simulator.World.Snapshot().Jobs[run.JobIds[0]].Conclusion);
    }

    private static async Task<IEnumerable<ContainerListResponse>> ProxiesAsync(Stage stage, CancellationToken cancellationToken) =>
        (await stage.ContainersAsync(cancellationToken)).Where(container => container.Labels!.ContainsKey("io.mcp-runners.role"));

    // The simulator stands on this machine's own bridge: a private address, on a port of its own, like a GitHub Enterprise Server in the house.
    private static Action<JsonObject> WithEgress(Stage stage) => runners =>
    {
        var pool = runners["pools"]!.AsArray()[0]!;
        pool["image"] = Runner;
        pool["egress"] = new JsonObject
        {
            ["image"] = EgressStage.Image,
            ["allow"] = new JsonArray(stage.Simulator.RunnerServiceAddress.Host),
            ["allowPorts"] = new JsonArray(stage.Simulator.RunnerServiceAddress.Port),
            ["allowPrivate"] = new JsonArray($"{stage.Simulator.RunnerServiceAddress.Host}/32"),
        };
    };
}
