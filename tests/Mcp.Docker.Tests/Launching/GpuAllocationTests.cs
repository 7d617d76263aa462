using Docker.DotNet.Models;
using Mcp.Tools.Runners;
using Mcp.Tools.Runners.Launching;

namespace Mcp.Docker.Tests.Launching;

/// <summary>Who has which GPU is written on containers of the real engine; the GPUs themselves are an answer of nvidia-smi.</summary>
public sealed class GpuAllocationTests(DockerFixture docker)
{
    private const string TwoGpus = """
        0, GPU-4cf8db2d-06c0-7d70-1a51-e59b25b2c16c, 40960, 550.163.01, Disabled, NVIDIA A100-SXM4-40GB
        1, GPU-4404041a-04cf-1ccf-9e70-f139a9b1e23c, 40960, 550.163.01, Disabled, NVIDIA A100-SXM4-40GB
        """;

    private static readonly EngineFacts Facts = new("Docker", new System.Version(1, 41), RunnerArchitecture.X64, 2, 8L << 30, ["nvidia", "runc"], []);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CreateAsync_FourAtOnceForTwoGpus_GivesEachOnce()
    {
        await using var scope = new LauncherScope(docker);
        using var engine = new EngineConnection(docker.Options().Docker, TimeProvider.System);
        using var allocation = Allocation(engine, scope.ControllerId);

        var attempts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => TryAsync(scope, allocation, GpuLaunch(scope))));

        Assert.Equal(2, attempts.Count(attempt => attempt.Code == ReasonCode.GpuSlots));
        Assert.Equal(2, attempts.Select(attempt => attempt.Gpu).OfType<string>().Distinct().Count());
    }

    [Fact]
    public async Task CreateAsync_AfterARestart_KnowsWhatIsGivenUntilItsContainerEnds()
    {
        await using var scope = new LauncherScope(docker);
        using var engine = new EngineConnection(docker.Options().Docker, TimeProvider.System);
        string? first;
        var launch = GpuLaunch(scope);
        using (var before = Allocation(engine, scope.ControllerId))
        {
            (first, _) = await TryAsync(scope, before, launch);
        }

        using var after = Allocation(engine, scope.ControllerId);
        var (second, _) = await TryAsync(scope, after, GpuLaunch(scope));
        var (_, refusal) = await TryAsync(scope, after, GpuLaunch(scope));
        await docker.Client.Containers.RemoveContainerAsync(launch.Runner.Name, new ContainerRemoveParameters { Force = true }, Cancellation);
        var (third, _) = await TryAsync(scope, after, GpuLaunch(scope));

        Assert.NotEqual(first, second);
        Assert.Equal(ReasonCode.GpuSlots, refusal);
        Assert.Equal(first, third);
    }

    // Other test runs on this engine have GPUs of their own names.
    private static GpuAllocation Allocation(EngineConnection engine, string controllerId) => new(
        engine,
        new GpuProbe((program, _, _) => Task.FromResult<string?>(
            program == NvidiaSmi.Program ? TwoGpus.Replace("GPU-4", $"GPU-{controllerId}-4", StringComparison.Ordinal) : null)));

    private static RunnerLaunch GpuLaunch(LauncherScope scope)
    {
        var launch = scope.Launch();
        launch.Pool.Gpus = 1;
        return launch;
    }

    private async Task<(string? Gpu, string? Code)> TryAsync(LauncherScope scope, GpuAllocation allocation, RunnerLaunch launch)
    {
        string? gpu = null;
        try
        {
            await allocation.CreateAsync(
                launch,
                Facts,
                async grant =>
                {
                    gpu = Assert.Single(grant.Ids);
                    Assert.Equal(gpu, Assert.Single(Assert.Single(grant.Requests).DeviceIDs!));
                    var made = await docker.Client.Containers.CreateContainerAsync(
                        new CreateContainerParameters { Name = launch.Runner.Name, Image = docker.Image, Cmd = ["true"], Labels = ContainerLabels.For(launch, grant) }, Cancellation);
                    return made.ID;
                },
                Cancellation);
            return (gpu, null);
        }
        catch (LauncherException ex)
        {
            return (null, ex.Code);
        }
    }
}
