namespace Mcp.Tools.Runners.Tests;

public sealed class RunnerPoolTests
{
    [Theory]
    [InlineData(0, GpuVendor.Nvidia, "self-hosted,linux,x64,docker")]
    [InlineData(0, GpuVendor.Amd, "self-hosted,linux,x64,docker")]
    [InlineData(1, GpuVendor.Nvidia, "self-hosted,linux,x64,docker,cuda,gpu")]
    [InlineData(2, GpuVendor.Amd, "self-hosted,linux,x64,docker,rocm,gpu")]
    public void EffectiveLabels_Gpus_AreLabelledOnlyWhereGiven(int gpus, GpuVendor vendor, string expected) => Assert.Equal(
        expected.Split(','), new RunnerPool { Architecture = RunnerArchitecture.X64, Gpus = gpus, GpuVendor = vendor }.EffectiveLabels);
}
