using Mcp.Tools.Runners.Launching;

namespace Mcp.Tools.Runners.Tests.Launching;

public sealed class AmdGpusTests
{
    private static readonly AmdGpu Mi100 = new(KfdNode.Parse(Recording.Read("kfd/mi100.properties"))!, HasRenderDevice: true, "AMD Instinct MI100", 32L << 30);

    [Fact]
    public void Of_DriverAndFiles_GrantsItsRenderDevice()
    {
        var inventory = AmdGpus.Of(new AmdEvidence(true, true, [Mi100], "6.10.5"));

        Assert.Equal((GpuVendor.Amd, GpuAccess.DeviceFiles, 1), (inventory.Vendor, inventory.Access, inventory.Grantable));
        var gpu = Assert.Single(inventory.Gpus);
        Assert.Equal(("renderD128", "AMD Instinct MI100", 32L << 30, "6.10.5"), (gpu.Id, gpu.Name, gpu.MemoryBytes, gpu.Driver));
        Assert.Equal(["/dev/kfd", "/dev/dri/renderD128"], gpu.Devices);
        Assert.Equal(["the kernel's topology shows it as gfx908", "/dev/dri/renderD128 exists"], gpu.Evidence);
        Assert.Equal(["the kernel's topology (/sys/class/kfd) shows 1", "/dev/kfd exists"], inventory.Evidence);
        Assert.Empty(inventory.Missing);
    }

    [Fact]
    public void Of_CardWithoutAName_IsNamedByItsArchitecture() =>
        Assert.Equal("AMD gfx908 (0x738c)", Assert.Single(AmdGpus.Of(new AmdEvidence(true, true, [Mi100 with { Product = null }], null)).Gpus).Name);

    [Fact]
    public void Of_NoRenderDevice_IsNotGivenOut()
    {
        var inventory = AmdGpus.Of(new AmdEvidence(true, true, [Mi100 with { HasRenderDevice = false }], null));

        Assert.Equal(0, inventory.Grantable);
        Assert.Contains("/dev/dri/renderD128", Assert.Single(inventory.Gpus).Missing!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, true, "another host")]
    [InlineData(true, false, "There is no /dev/kfd")]
    [InlineData(true, true, "shows no GPU")]
    public void Of_NothingToGive_SaysWhatIsMissing(bool local, bool compute, string expected)
    {
        var inventory = AmdGpus.Of(new AmdEvidence(local, compute, [], null));

        Assert.Equal(0, inventory.Grantable);
        Assert.Contains(expected, Assert.Single(inventory.Missing), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_GpuWithoutComputeInterface_IsNotGivenOut() =>
        Assert.Equal((GpuAccess.None, 0), (AmdGpus.Of(new AmdEvidence(true, false, [Mi100], null)).Access, AmdGpus.Of(new AmdEvidence(true, false, [Mi100], null)).Grantable));
}
