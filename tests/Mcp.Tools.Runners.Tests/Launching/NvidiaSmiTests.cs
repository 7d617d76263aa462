using Mcp.Tools.Runners.Launching;

namespace Mcp.Tools.Runners.Tests.Launching;

public sealed class NvidiaSmiTests
{
    [Fact]
    public void Parse_TwoGpus_ReadsEachValue()
    {
        var gpus = NvidiaSmi.Parse(Recording.Read("nvidia-smi/two-a100.csv"), NvidiaSmi.Arguments);

        Assert.Equal(
            [
                new NvidiaSmi(0, "GPU-4cf8db2d-06c0-7d70-1a51-e59b25b2c16c", "NVIDIA A100-SXM4-40GB", 40_960L << 20, "550.163.01", false),
                new NvidiaSmi(1, "GPU-4404041a-04cf-1ccf-9e70-f139a9b1e23c", "NVIDIA A100-SXM4-40GB", 40_960L << 20, "550.163.01", false),
            ],
            gpus);
    }

    [Fact]
    public void Parse_MigModeAndValuesThatThereAreNone_AreTold()
    {
        var gpus = NvidiaSmi.Parse(Recording.Read("nvidia-smi/mig.csv"), NvidiaSmi.Arguments);

        Assert.Equal([true, false], gpus.Select(gpu => gpu.IsPartitioned));
        Assert.Equal([81_920L << 20, null], gpus.Select(gpu => gpu.MemoryBytes));
        Assert.Equal("NVIDIA GB10, unified", gpus[1].Name);
    }

    [Fact]
    public void Parse_OldDriver_HasNoMigColumn() => Assert.Equal(
        [new NvidiaSmi(0, "GPU-57737cf0-1db6-4905-9caa-1eeb73beb974", "GeForce GTX 1060 3GB", 3_013L << 20, "384.90", false)],
        NvidiaSmi.Parse(Recording.Read("nvidia-smi/old-driver.csv"), NvidiaSmi.ArgumentsOfOldDrivers));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("No devices were found\n")]
    [InlineData("NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. Make sure that the latest NVIDIA driver is installed and running.\n")]
    public void Parse_NoGpu_ReadsNone(string? answer) => Assert.Empty(NvidiaSmi.Parse(answer, NvidiaSmi.Arguments));

    [Fact]
    public void Arguments_Fields_AreAskedInTheOrderTheyAreRead() => Assert.Equal(
        ["--query-gpu=index,uuid,memory.total,driver_version,mig.mode.current,name", "--format=csv,noheader,nounits"], NvidiaSmi.Arguments);
}
