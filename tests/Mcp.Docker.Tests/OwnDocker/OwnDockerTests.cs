using System.Net;
using System.Net.Sockets;
using Mcp.Docker.Tests.Launching;
using Mcp.Tools.Runners;
using Mcp.Tools.Runners.Launching.OwnDocker;

namespace Mcp.Docker.Tests.OwnDocker;

/// <summary>Runners with a Docker daemon of their own, on the real engine, with Debian's rootless Docker inside.</summary>
public sealed class OwnDockerTests(DockerFixture docker, ITestOutputHelper output) : IAsyncLifetime
{
    /// <summary>What the daemon inside needs is open to the job too, and the job sees that daemon; <c>docs/isolation.md</c> says so.</summary>
    private static readonly string[] Open = ["engine-socket", "host-processes", "new-user-namespace"];

    private string Image => $"mcp-test-{docker.RunId}-own-docker:latest";

    public async ValueTask InitializeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("mcp-own-docker-").FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "OwnDocker", "Image"))
            .Append(Path.Combine(AppContext.BaseDirectory, "Escapes", "Image", "escapes.pl")))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        await docker.BuildImageAsync(Image, folder);
        Directory.Delete(folder, recursive: true);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Job_WithContainers_RunsThemAndHasNoPowerItself()
    {
        await using var scope = new LauncherScope(docker);
        var id = await StartAsync(scope, "/bin/sh", "/job.sh");
        var log = await new ContainerProbe(docker).WaitForLogAsync(id, "done\t-");
        output.WriteLine(log);
        var said = log.Split('\n').Select(line => line.Split('\t')).Where(parts => parts.Length == 2).ToDictionary(parts => parts[0], parts => parts[1].Trim(), StringComparer.Ordinal);

        Assert.Equal("1001", said["user"]);
        Assert.Equal("0000000000000000", said["capabilities"]);
        Assert.Equal("0000000000000000", said["capabilities-ever"]);
        Assert.Equal("1", said["no-new-privileges"]);
        Assert.Contains("rootless", said["rootless"], StringComparison.Ordinal);
        Assert.Equal("", said["others"]);
        Assert.Equal("ELF", said["service"]);
        Assert.Equal("999", said["container-user"]);
        Assert.Equal("written", said["container-mount"]);
        Assert.Equal("docker.sock", said["container-socket"]);
        Assert.Contains("refused", said["container-root-of-host"], StringComparison.Ordinal);
        Assert.Contains("refused", said["container-root-of-image"], StringComparison.Ordinal);
        var listed = Assert.Single(await scope.Launcher.ListAsync(TestContext.Current.CancellationToken));
        Assert.Empty(listed.Drift);
    }

    [Fact]
    public async Task Job_TriesEveryWayOut_IsBlockedButForWhatTheDaemonNeeds()
    {
        await using var scope = new LauncherScope(docker);
        using var host = new TcpListener(IPAddress.Any, 0);
        host.Start();
        var neighbour = await scope.ListeningAsync();
        var endpoint = Assert.Single((await docker.Client.Containers.InspectContainerAsync(neighbour, TestContext.Current.CancellationToken)).NetworkSettings!.Networks!).Value;
        var network = await docker.Client.Networks.InspectNetworkAsync(endpoint.NetworkID, TestContext.Current.CancellationToken);
        var id = await StartAsync(
            scope, "/usr/bin/perl", "/escapes.pl", network.IPAM.Config[0].Gateway!, $"{((IPEndPoint)host.LocalEndpoint).Port}", endpoint.IPAddress!, "8080", "ghp_operator00000000", "00000000000000000000");
        var log = await new ContainerProbe(docker).WaitForLogAsync(id, "done\t-\t-");
        output.WriteLine(log);
        var attempts = log.Split('\n').Select(line => line.Split('\t')).Where(parts => parts is [_, "OPEN" or "blocked", _]).ToList();

        Assert.True(attempts.Count >= 50, $"Only {attempts.Count} ways were tried.");
        Assert.Equal(Open, attempts.Where(parts => parts[1] == "OPEN").Select(parts => parts[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Start_DaemonCannotStart_EndsAndSaysWhy()
    {
        await using var scope = new LauncherScope(docker);
        var launch = Launch(scope, "/bin/true");
        launch.Pool.Layout = launch.Pool.EffectiveLayout with { UserId = 1002, GroupId = 1002 };
        var id = await scope.Launcher.CreateAsync(launch, TestContext.Current.CancellationToken);
        await scope.Launcher.StartAsync(id, TestContext.Current.CancellationToken);

        Assert.Equal(OwnDockerScript.DaemonFailed, (await new ContainerProbe(docker).WaitForExitAsync(id)).StatusCode);
        Assert.Contains("the runner's own Docker daemon did not start", await scope.Launcher.ReadLogTailAsync(id, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private async Task<string> StartAsync(LauncherScope scope, params string[] command)
    {
        var id = await scope.Launcher.CreateAsync(Launch(scope, command), TestContext.Current.CancellationToken);
        await scope.Launcher.StartAsync(id, TestContext.Current.CancellationToken);
        return id;
    }

    private RunnerLaunch Launch(LauncherScope scope, params string[] command)
    {
        var launch = scope.Launch();
        launch.Pool.OwnDocker = true;
        launch.Pool.Image = Image;
        launch.Pool.Layout = ImageLayout.Official with { Command = [.. command] };
        launch.Pool.Resources = new RunnerResources { MemoryBytes = 1L << 30, Pids = 512, Processors = 2, TmpBytes = 64 << 20 };
        return launch;
    }
}
