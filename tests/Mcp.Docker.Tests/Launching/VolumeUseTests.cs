using Mcp.Tools.Runners;
using Mcp.Tools.Runners.Launching;

namespace Mcp.Docker.Tests.Launching;

/// <summary>What the real engine says about a runner that has written something.</summary>
public sealed class VolumeUseTests(DockerFixture docker)
{
    [Fact]
    public async Task MeasureAsync_RunnerWroteSomething_ItsVolumeHoldsThat()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var scope = new LauncherScope(docker);
        var id = await scope.ListeningAsync();
        using var engine = new EngineConnection(docker.Options().Docker, TimeProvider.System);
        using var use = new VolumeUse(new EngineVolumes(engine), [new RunnerPool()], TimeProvider.System, scope.Log);
        var container = await docker.Client.Containers.InspectContainerAsync(id, cancellationToken);
        Assert.Null(use.Of(container));

        await use.MeasureAsync(cancellationToken);
        var before = use.Of(container)!.Bytes;
        Assert.Equal(0, (await scope.Probe.ShellAsync(id, "head -c 3000000 /dev/zero >/home/runner/filled")).ExitCode);
        await use.MeasureAsync(cancellationToken);

        Assert.InRange(use.Of(container)!.Bytes - before, 3_000_000, 3_100_000);
    }
}
