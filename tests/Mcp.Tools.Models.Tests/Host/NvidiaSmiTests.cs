using Mcp.Tools.Models.Host;

namespace Mcp.Tools.Models.Tests.Host;

public sealed class NvidiaSmiTests
{
    [Fact]
    public void Parse_TwoLines_GivesBothInBytes()
    {
        var gpus = NvidiaSmi.Parse("NVIDIA H100 80GB HBM3, 81559, 81008\nQuadro, special, 16384, 1\n", default);
        Assert.Equal(GpuStatus.Found, gpus.Status);
        Assert.Equal([new Gpu("NVIDIA H100 80GB HBM3", 81_559L << 20, 81_008L << 20), new Gpu("Quadro, special", 16_384L << 20, 1L << 20)], gpus.Gpus);
    }

    [Fact]
    public void Parse_Nothing_IsNone() => Assert.Equal(GpuStatus.None, NvidiaSmi.Parse("\n", default).Status);

    [Theory]
    [InlineData("NVIDIA GB10, [N/A], [N/A]")]
    [InlineData("No devices were found")]
    public void Parse_OtherAnswer_IsUnknownWithIt(string line)
    {
        var gpus = NvidiaSmi.Parse(line, default);
        Assert.Equal(GpuStatus.Unknown, gpus.Status);
        Assert.Contains(line, gpus.Reason, StringComparison.Ordinal);
    }
}
