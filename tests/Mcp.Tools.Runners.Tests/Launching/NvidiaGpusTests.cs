using Mcp.Tools.Runners.Launching;

namespace Mcp.Tools.Runners.Tests.Launching;

public sealed class NvidiaGpusTests
{
    private const string First = "GPU-4cf8db2d-06c0-7d70-1a51-e59b25b2c16c";
    private const string Second = "GPU-4404041a-04cf-1ccf-9e70-f139a9b1e23c";

    private static readonly EngineFacts WithRuntime = Launches.Engine with { Runtimes = ["nvidia", "runc"] };

    private static NvidiaEvidence Found(string? recording = "two-a100.csv", params string[] cdi) => new(
        true,
        recording is null ? [] : [.. NvidiaSmi.Parse(Recording.Read($"nvidia-smi/{recording}"), NvidiaSmi.Arguments)],
        ["/dev/nvidia0", "/dev/nvidia1"],
        [.. cdi],
        []);

    [Fact]
    public void Of_DriverAndRuntime_GrantsByUuid()
    {
        var inventory = NvidiaGpus.Of(Found(), WithRuntime);

        Assert.Equal((GpuVendor.Nvidia, GpuAccess.NvidiaRuntime, 2), (inventory.Vendor, inventory.Access, inventory.Grantable));
        Assert.Equal([First, Second], inventory.Gpus.Select(gpu => Assert.Single(gpu.Devices)));
        Assert.Equal(
            ["nvidia-smi lists 2, driver 550.163.01", "device files /dev/nvidia0, /dev/nvidia1", "the engine has the runtime nvidia"], inventory.Evidence);
        Assert.Empty(inventory.Missing);
        Assert.Equal(["nvidia-smi lists it as 1", $"the engine gives it as {Second}"], inventory.Gpus[1].Evidence);
    }

    [Theory]
    [InlineData("nvidia.com/gpu=0,nvidia.com/gpu=1,nvidia.com/gpu=all", "nvidia.com/gpu=0,nvidia.com/gpu=1")]
    [InlineData("nvidia.com/gpu=gpu0,nvidia.com/gpu=gpu1", "nvidia.com/gpu=gpu0,nvidia.com/gpu=gpu1")]
    [InlineData($"nvidia.com/gpu=0,nvidia.com/gpu=1,nvidia.com/gpu={First}", $"nvidia.com/gpu={First},nvidia.com/gpu=1")]
    public void Of_Cdi_GrantsByTheNameThatThereIs(string cdi, string expected)
    {
        var inventory = NvidiaGpus.Of(Found(cdi: cdi.Split(',')), Launches.Engine);

        Assert.Equal((GpuAccess.Cdi, 2), (inventory.Access, inventory.Grantable));
        Assert.Equal(expected.Split(','), inventory.Gpus.SelectMany(gpu => gpu.Devices));
        Assert.Contains(inventory.Evidence, text => text.Contains("CDI name(s)", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_RuntimeAndCdi_TakesTheRuntime() =>
        Assert.Equal(GpuAccess.NvidiaRuntime, NvidiaGpus.Of(Found(cdi: "nvidia.com/gpu=0"), WithRuntime).Access);

    [Fact]
    public void Of_CdiThatNamesOnlyAllOfSeveral_GrantsNone()
    {
        var inventory = NvidiaGpus.Of(Found(cdi: "nvidia.com/gpu=all"), Launches.Engine);

        Assert.Equal(0, inventory.Grantable);
        Assert.All(inventory.Gpus, gpu => Assert.Contains("nvidia-ctk cdi generate", gpu.Missing!, StringComparison.Ordinal));
    }

    [Fact]
    public void Of_CdiThatNamesOnlyAllOfOne_IsThatOne()
    {
        var found = Found(cdi: "nvidia.com/gpu=all");

        Assert.Equal(["nvidia.com/gpu=all"], Assert.Single(NvidiaGpus.Of(found with { Listed = found.Listed[..1] }, Launches.Engine).Gpus).Devices);
    }

    [Fact]
    public void Of_MigMode_IsNotGivenOut()
    {
        var inventory = NvidiaGpus.Of(Found("mig.csv"), WithRuntime);

        Assert.Equal(1, inventory.Grantable);
        Assert.Contains("sudo nvidia-smi -i 0 -mig 0", inventory.Gpus[0].Missing!, StringComparison.Ordinal);
        Assert.Null(inventory.Gpus[1].Missing);
    }

    [Fact]
    public void Of_EngineWithoutAWay_GrantsNoneAndSaysHow()
    {
        var inventory = NvidiaGpus.Of(Found(), Launches.Engine);

        Assert.Equal((GpuAccess.None, 0), (inventory.Access, inventory.Grantable));
        Assert.Contains("nvidia-ctk runtime configure", Assert.Single(inventory.Missing), StringComparison.Ordinal);
        Assert.All(inventory.Gpus, gpu => Assert.NotNull(gpu.Missing));
    }

    [Fact]
    public void Of_CdiThatTheEngineDoesNotRead_SaysSo() => Assert.Contains(
        "the engine does not read it",
        Assert.Single(NvidiaGpus.Of(Found() with { UnusedCdiDevices = ["nvidia.com/gpu=0"] }, Launches.Engine).Missing),
        StringComparison.Ordinal);

    [Fact]
    public void Of_NoDriver_SaysSo() => Assert.Contains(
        "Install NVIDIA's driver", Assert.Single(NvidiaGpus.Of(Found(null) with { DeviceFiles = [] }, WithRuntime).Missing), StringComparison.Ordinal);

    [Fact]
    public void Of_DeviceFilesWithoutAnAnswer_SaysThatTheyAreThere() => Assert.Contains(
        "There are /dev/nvidia0, /dev/nvidia1, but nvidia-smi lists no GPU", Assert.Single(NvidiaGpus.Of(Found(null), WithRuntime).Missing), StringComparison.Ordinal);

    [Fact]
    public void Of_EngineElsewhere_GrantsNone()
    {
        var inventory = NvidiaGpus.Of(new NvidiaEvidence(false, [], [], ["nvidia.com/gpu=0"], []), WithRuntime);

        Assert.Equal(0, inventory.Grantable);
        Assert.Contains("another host", Assert.Single(inventory.Missing), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_Podman_GrantsNone()
    {
        var inventory = NvidiaGpus.Of(Found(cdi: "nvidia.com/gpu=0"), WithRuntime with { IsPodman = true });

        Assert.Equal((GpuAccess.None, 0), (inventory.Access, inventory.Grantable));
        Assert.Contains("Podman", Assert.Single(inventory.Missing), StringComparison.Ordinal);
    }
}
