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

    [Theory]
    [InlineData("ghcr.io/actions/actions-runner:latest", "/home/runner")]
    [InlineData("registry.example.test/own:1", "/home/runner")]
    [InlineData("myoung34/github-runner:ubuntu-noble", "/actions-runner")]
    [InlineData("docker.io/myoung34/github-runner", "/actions-runner")]
    public void Layout_NotGiven_IsTheOneThatTheImageIsKnownToHave(string image, string root) =>
        Assert.Equal(root, new RunnerPool { Image = image }.EffectiveLayout.Root);

    [Fact]
    public void Layout_Given_IsUsedWhateverTheImage() =>
        Assert.Equal("/opt/runner", new RunnerPool { Image = "myoung34/github-runner", Layout = ImageLayout.Official with { Root = "/opt/runner" } }.EffectiveLayout.Root);
}
