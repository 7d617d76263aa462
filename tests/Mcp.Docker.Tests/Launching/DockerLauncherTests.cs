using Docker.DotNet.Models;
using Mcp.Tools.Runners;
using Mcp.Tools.Runners.Launching;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Mcp.Docker.Tests.Launching;

public sealed class DockerLauncherTests(DockerFixture docker)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CreateAsync_TwiceAtOnce_IsOneContainer()
    {
        await using var scope = new LauncherScope(docker);
        var launch = scope.Launch();

        var first = await Task.WhenAll(scope.Launcher.CreateAsync(launch, Cancellation), scope.Launcher.CreateAsync(launch, Cancellation));
        var again = await scope.Launcher.CreateAsync(launch, Cancellation);

        Assert.Equal([again, again], first);
        var runner = Assert.Single(await scope.Launcher.ListAsync(Cancellation));
        Assert.Equal((again, launch.Runner.Id, launch.Runner.Name), (runner.ContainerId, runner.RunnerId, runner.Name));
        Assert.Equal((false, false, null), (runner.Running, runner.Ended, runner.ExitCode));
        Assert.Equal(SpecHash.Of(launch.Pool), runner.SpecHash);
    }

    [Fact]
    public async Task CreateAsync_TwoProcessesAtOnce_SettleOnOneNetwork()
    {
        await using var scope = new LauncherScope(docker);
        using var other = docker.Launcher(scope.ControllerId, scope.Log);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => (i % 2 == 0 ? scope.Launcher : other).CreateAsync(scope.Launch(), Cancellation)));
        await scope.Launcher.CreateAsync(scope.Launch(), Cancellation);

        var networks = await docker.Client.Networks.ListNetworksAsync(
            new NetworksListParameters { Filters = ContainerLabels.Filter(scope.ControllerId) }, Cancellation);
        Assert.Single(networks);
    }

    [Fact]
    public async Task CreateAsync_PoolPromisesGpusThatTheEngineCannotGive_RefusesAndLeavesNothing()
    {
        var engine = await docker.Client.System.GetSystemInfoAsync(Cancellation);
        Assert.SkipWhen(engine.Runtimes.ContainsKey("nvidia"), "This engine can give GPUs.");
        await using var scope = new LauncherScope(docker);
        var launch = scope.Launch();
        launch.Pool.Gpus = 1;

        var error = await Assert.ThrowsAsync<LauncherException>(() => scope.Launcher.CreateAsync(launch, Cancellation));

        Assert.Equal(ReasonCode.GpuMissing, error.Code);
        Assert.Empty(await scope.Launcher.ListAsync(Cancellation));
    }

    [Fact]
    public async Task CreateAsync_RuntimeThatTheEngineLacks_RefusesAndListsThoseThatItHas()
    {
        await using var scope = new LauncherScope(docker);
        var launch = scope.Launch();
        launch.Pool.Runtime = "no-such-runtime";

        var error = await Assert.ThrowsAsync<LauncherException>(() => scope.Launcher.CreateAsync(launch, Cancellation));

        Assert.Equal(ReasonCode.RuntimeMissing, error.Code);
        Assert.Contains("runc", error.Message, StringComparison.Ordinal);
        Assert.Empty(await scope.Launcher.ListAsync(Cancellation));
    }

    [Fact]
    public async Task CreateAsync_RuntimeThatTheEngineHas_IsUsed()
    {
        await using var scope = new LauncherScope(docker);
        var launch = scope.Launch();
        launch.Pool.Runtime = "runc";

        var id = await scope.Launcher.CreateAsync(launch, Cancellation);

        var container = await docker.Client.Containers.InspectContainerAsync(id, Cancellation);
        Assert.Equal(docker.IsPodman ? "oci" : "runc", container.HostConfig!.Runtime);
        Assert.Equal("runc", container.Config!.Labels![ContainerLabels.Runtime]);
    }

    [Fact]
    public async Task CreateAsync_ForeignContainerOfThatName_RefusesAndLeavesIt()
    {
        await using var scope = new LauncherScope(docker);
        var launch = scope.Launch();
        var foreign = await docker.Client.Containers.CreateContainerAsync(
            new CreateContainerParameters { Name = launch.Runner.Name, Image = docker.Image, Cmd = ["/bin/true"] }, Cancellation);
        try
        {
            var error = await Assert.ThrowsAsync<LauncherException>(() => scope.Launcher.CreateAsync(launch, Cancellation));
            var refusal = await Assert.ThrowsAsync<LauncherException>(() => scope.Launcher.RemoveAsync(foreign.ID, TimeSpan.Zero, Cancellation));

            Assert.Equal(ReasonCode.EngineError, error.Code);
            Assert.Contains("left alone", error.Message, StringComparison.Ordinal);
            Assert.Contains("left alone", refusal.Message, StringComparison.Ordinal);
            Assert.True(await scope.Probe.ExistsAsync(foreign.ID));
            Assert.Empty(await scope.Launcher.ListAsync(Cancellation));
        }
        finally
        {
            await docker.Client.Containers.RemoveContainerAsync(foreign.ID, new ContainerRemoveParameters { Force = true }, CancellationToken.None);
        }
    }

    [Fact]
    public async Task CreateAsync_FilesCannotBePlaced_LeavesNothing()
    {
        await using var scope = new LauncherScope(docker);
        var launch = scope.Launch();

        // The volume's place lies below a file, so the container can be described but not be filled.
        launch.Pool.Layout = launch.Pool.EffectiveLayout with { Root = "/bin/busybox/runner" };

        var error = await Assert.ThrowsAsync<LauncherException>(() => scope.Launcher.CreateAsync(launch, Cancellation));

        Assert.Equal(ReasonCode.EngineError, error.Code);
        Assert.Empty(await scope.Launcher.ListAsync(Cancellation));
        Assert.Empty(await VolumesAsync(scope));
    }

    [Fact]
    public async Task CreateAsync_ImageNowhere_SaysHowToGetIt()
    {
        await using var scope = new LauncherScope(docker);
        var launch = scope.Launch();
        launch.Pool.Image = $"localhost:1/{docker.NetworkPrefix}/nowhere";

        var error = await Assert.ThrowsAsync<LauncherException>(() => scope.Launcher.CreateAsync(launch, Cancellation));

        Assert.Equal(ReasonCode.ImageMissing, error.Code);
        Assert.EndsWith($"Run: docker pull {launch.Pool.Image}:latest", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CreateAsync_ImageOfAnotherArchitecture_Refuses()
    {
        await using var scope = new LauncherScope(docker);
        var launch = scope.Launch();
        launch.Pool.Architecture = HostArchitecture.Current == RunnerArchitecture.Arm64 ? RunnerArchitecture.X64 : RunnerArchitecture.Arm64;

        var error = await Assert.ThrowsAsync<LauncherException>(() => scope.Launcher.CreateAsync(launch, Cancellation));

        Assert.Equal(ReasonCode.ImageWrongArchitecture, error.Code);
        Assert.Contains("--platform", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_Twice_RunsOnce()
    {
        await using var scope = new LauncherScope(docker);
        var id = await scope.ListeningAsync();
        var before = Assert.Single(await scope.Launcher.ListAsync(Cancellation));

        await scope.Launcher.StartAsync(id, Cancellation);

        var after = Assert.Single(await scope.Launcher.ListAsync(Cancellation));
        Assert.True(after.Running);
        Assert.False(after.Ended);
        Assert.NotNull(after.StartedAt);
        Assert.Equal(before, after);
    }

    [Fact]
    public async Task CreateAsync_EndedContainer_IsReturnedAsItIs()
    {
        await using var scope = new LauncherScope(docker);
        var launch = scope.Launch("exit", "7");
        var id = await scope.Launcher.CreateAsync(launch, Cancellation);
        await scope.Launcher.StartAsync(id, Cancellation);
        await scope.Probe.WaitForExitAsync(id);

        Assert.Equal(id, await scope.Launcher.CreateAsync(launch, Cancellation));

        var runner = Assert.Single(await scope.Launcher.ListAsync(Cancellation));
        Assert.Equal((false, true, 7), (runner.Running, runner.Ended, runner.ExitCode));

        // The engine notes the end of so short a life before its beginning.
        Assert.InRange(runner.FinishedAt!.Value, runner.StartedAt!.Value.AddSeconds(-5), DateTimeOffset.MaxValue);
        Assert.False(runner.OutOfMemory);

        // Two streams: the engine keeps no order between them.
        var tail = await scope.Launcher.ReadLogTailAsync(id, Cancellation);
        Assert.Contains("leaving with 7\n", tail, StringComparison.Ordinal);
        Assert.Contains("no session\n", tail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RemoveAsync_Running_StopsItGentlyAndLeavesNothing()
    {
        await using var scope = new LauncherScope(docker);
        var id = await scope.ListeningAsync();
        var volume = Assert.Single((await docker.Client.Containers.InspectContainerAsync(id, Cancellation)).Mounts!).Name;
        Assert.Contains(await AllVolumesAsync(), name => name == volume);
        var exit = scope.Probe.WaitForExitAsync(id);

        await scope.Launcher.RemoveAsync(id, TimeSpan.FromSeconds(60), Cancellation);
        await scope.Launcher.RemoveAsync(id, TimeSpan.FromSeconds(60), Cancellation);

        Assert.Equal(0, (await exit).StatusCode);
        Assert.False(await scope.Probe.ExistsAsync(id));
        Assert.Empty(await scope.Launcher.ListAsync(Cancellation));
        Assert.DoesNotContain(await AllVolumesAsync(), name => name == volume);
    }

    [Fact]
    public async Task RemoveAsync_Stubborn_IsKilledAfterItsGrace()
    {
        await using var scope = new LauncherScope(docker);
        var id = await scope.Launcher.CreateAsync(scope.Launch("stubborn"), Cancellation);
        await scope.Launcher.StartAsync(id, Cancellation);
        await scope.Probe.WaitForLogAsync(id, "Listening for Jobs");
        var exit = scope.Probe.WaitForExitAsync(id);

        await scope.Launcher.RemoveAsync(id, TimeSpan.FromSeconds(1), Cancellation);

        Assert.Equal(137, (await exit).StatusCode);
        Assert.False(await scope.Probe.ExistsAsync(id));
    }

    [Fact]
    public async Task ReadLogTailAsync_LongLog_IsTheCleanEnd()
    {
        await using var scope = new LauncherScope(docker);
        var id = await scope.Launcher.CreateAsync(scope.Launch("flood"), Cancellation);
        await scope.Launcher.StartAsync(id, Cancellation);
        await scope.Probe.WaitForExitAsync(id);

        var tail = await scope.Launcher.ReadLogTailAsync(id, Cancellation);

        Assert.InRange(tail.Length, 4096, 8192);
        Assert.Contains("line 1000 of a long log, with a bell \n", tail, StringComparison.Ordinal);
        Assert.DoesNotContain(tail, c => char.IsControl(c) && c != '\n');
    }

    [Fact]
    public async Task WatchAsync_RunnerEnds_TellsOfIt()
    {
        await using var scope = new LauncherScope(docker);
        await using var stranger = new LauncherScope(docker, test: "stranger");
        await using var events = scope.Launcher.WatchAsync(Cancellation).GetAsyncEnumerator(Cancellation);
        Assert.True(await events.MoveNextAsync());
        Assert.Equal(new LauncherEvent(null, "connected"), events.Current);

        foreach (var one in new[] { stranger, scope })
        {
            var id = await one.Launcher.CreateAsync(one.Launch("exit", "3"), Cancellation);
            await one.Launcher.StartAsync(id, Cancellation);
            await one.Probe.WaitForExitAsync(id);
        }

        var runner = Assert.Single(await scope.Launcher.ListAsync(Cancellation));
        var seen = new List<LauncherEvent>();
        while (seen is not [.., { Action: "die" }] && await events.MoveNextAsync())
        {
            seen.Add(events.Current);
        }

        Assert.Equal([new(runner.ContainerId, "start"), new(runner.ContainerId, "die")], seen);
    }

    [Fact]
    public async Task WatchAsync_Cancelled_Ends()
    {
        await using var scope = new LauncherScope(docker);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        await using var events = scope.Launcher.WatchAsync(stop.Token).GetAsyncEnumerator(stop.Token);
        Assert.True(await events.MoveNextAsync());

        var next = events.MoveNextAsync();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.AsTask());
    }

    [Fact]
    public async Task GetStatusAsync_Engine_SaysWhatItIs()
    {
        await using var scope = new LauncherScope(docker);

        var status = await scope.Launcher.GetStatusAsync(Cancellation);

        Assert.True(status.Available, status.Problem);
        Assert.Matches(@"^(Docker|Podman) \d+\.\d+.* \(API 1\.\d+\)$", status.Engine!);
        Assert.Equal(HostArchitecture.Current, status.Architecture);
        Assert.True(status.Processors > 0);
        Assert.True(status.MemoryBytes > 0);
        Assert.Null(status.Gpus);
    }

    [Fact]
    public async Task GetStatusAsync_EngineOfThisHost_SaysWhatItsDiskHasFree()
    {
        await using var scope = new LauncherScope(docker);
        var info = await docker.Client.System.GetSystemInfoAsync(Cancellation);
        Assert.SkipUnless(Directory.Exists(info.DockerRootDir) && info.Name == Environment.MachineName, "The engine of these tests is on another host.");

        var status = await scope.Launcher.GetStatusAsync(Cancellation);

        Assert.InRange(status.DiskFreeBytes ?? 0, 1, new DriveInfo(info.DockerRootDir).TotalSize);
    }

    [Fact]
    public async Task GetStatusAsync_PoolWithGpus_SaysHowManyThereAre()
    {
        var options = docker.Options();
        options.Pools = [new RunnerPool { Gpus = 1 }];
        using var launcher = new DockerLauncher(Options.Create(options), () => "nobody", TimeProvider.System, NullLogger<DockerLauncher>.Instance);

        var status = await launcher.GetStatusAsync(Cancellation);

        Assert.True(status.Gpus >= 0, status.Problem);
    }

    [Fact]
    public async Task GetStatusAsync_NoEngine_SaysWhatToDo()
    {
        var options = Options.Create(new RunnersOptions { Docker = new DockerOptions { Endpoint = new Uri("unix:///nowhere/docker.sock") } });
        using var launcher = new DockerLauncher(options, () => "nobody", TimeProvider.System, NullLogger<DockerLauncher>.Instance);

        var status = await launcher.GetStatusAsync(Cancellation);
        var error = await Assert.ThrowsAsync<LauncherException>(() => launcher.ListAsync(Cancellation));

        Assert.False(status.Available);
        Assert.Contains("unix:///nowhere/docker.sock", status.Problem!, StringComparison.Ordinal);
        Assert.Contains("systemctl start docker", status.Problem!, StringComparison.Ordinal);
        Assert.Equal(ReasonCode.EngineUnavailable, error.Code);
    }

    private async Task<IList<VolumeResponse>> VolumesAsync(LauncherScope scope) =>
        (await docker.Client.Volumes.ListAsync(new VolumesListParameters { Filters = ContainerLabels.Filter(scope.ControllerId) }, Cancellation)).Volumes ?? [];

    private async Task<IReadOnlyList<string>> AllVolumesAsync() =>
        [.. ((await docker.Client.Volumes.ListAsync(new VolumesListParameters(), Cancellation)).Volumes ?? []).Select(volume => volume.Name)];
}
