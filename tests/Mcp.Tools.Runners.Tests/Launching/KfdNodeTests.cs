using Mcp.Tools.Runners.Launching;

namespace Mcp.Tools.Runners.Tests.Launching;

public sealed class KfdNodeTests
{
    [Fact]
    public void Parse_Gpu_NamesItsRenderDevice() => Assert.Equal(new KfdNode(128, "gfx908", 29_580), KfdNode.Parse(Recording.Read("kfd/mi100.properties")));

    [Fact]
    public void Parse_Processor_IsNoGpu() => Assert.Null(KfdNode.Parse(Recording.Read("kfd/processor.properties")));

    [Theory]
    [InlineData("")]
    [InlineData("simd_count 4\n")]
    [InlineData("simd_count four\ndrm_render_minor 128\n")]
    public void Parse_TooLittle_IsNoGpu(string text) => Assert.Null(KfdNode.Parse(text));

    [Theory]
    [InlineData(90_010, "gfx90a")]
    [InlineData(90_402, "gfx942")]
    [InlineData(100_300, "gfx1030")]
    [InlineData(120_001, "gfx1201")]
    public void Parse_Version_IsTheCompilersName(int version, string expected) =>
        Assert.Equal(expected, KfdNode.Parse(FormattableString.Invariant($"simd_count 1\ndrm_render_minor 129\ngfx_target_version {version}\n"))!.Architecture);
}
