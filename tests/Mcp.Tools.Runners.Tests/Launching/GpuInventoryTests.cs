using Mcp.Tools.Runners.Launching;

namespace Mcp.Tools.Runners.Tests.Launching;

public sealed class GpuInventoryTests
{
    private const string Two = """
        GPU 0: NVIDIA GeForce RTX 3090 (UUID: GPU-00000000-1111-2222-3333-444444444444)
        GPU 1: Tesla T4 (UUID: GPU-55555555-6666-7777-8888-999999999999)
        """;

    private const string WithParts = """
        GPU 0: NVIDIA A100-SXM4-40GB (UUID: GPU-00000000-1111-2222-3333-444444444444)
          MIG 1g.5gb      Device  0: (UUID: MIG-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee)
          MIG 1g.5gb      Device  1: (UUID: MIG-ffffffff-0000-1111-2222-333333333333)
        """;

    [Fact]
    public void From_GpusAndRuntime_MayBeGranted()
    {
        var inventory = GpuInventory.From(Two, ["nvidia", "runc"]);

        Assert.Equal(["NVIDIA GeForce RTX 3090", "Tesla T4"], inventory.Names);
        Assert.Equal(2, inventory.Grantable);
    }

    [Fact]
    public void From_GpusWithoutRuntime_MayNot() => Assert.Equal(0, GpuInventory.From(Two, ["runc"]).Grantable);

    [Fact]
    public void From_PartsOfAGpu_CountOnce() => Assert.Equal(1, GpuInventory.From(WithParts, ["nvidia"]).Grantable);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("No devices found.")]
    [InlineData("NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. Make sure that the latest NVIDIA driver is installed and running.")]
    public void From_NoGpu_GrantsNone(string? listing) => Assert.Equal(0, GpuInventory.From(listing, ["nvidia"]).Grantable);
}
