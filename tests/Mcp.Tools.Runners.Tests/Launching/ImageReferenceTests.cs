using Mcp.Tools.Runners.Launching;

namespace Mcp.Tools.Runners.Tests.Launching;

public sealed class ImageReferenceTests
{
    [Theory]
    [InlineData("busybox", "busybox:latest")]
    [InlineData("busybox:1.36", "busybox:1.36")]
    [InlineData("registry:5000/team/runner", "registry:5000/team/runner:latest")]
    [InlineData("registry:5000/team/runner:v2", "registry:5000/team/runner:v2")]
    [InlineData("runner@sha256:0123", "runner@sha256:0123")]
    public void WithTag_Name_NeverMeansEveryTag(string image, string expected) => Assert.Equal(expected, ImageReference.WithTag(image));

    [Theory]
    [InlineData("amd64", RunnerArchitecture.X64, true)]
    [InlineData("arm64", RunnerArchitecture.X64, false)]
    [InlineData("", RunnerArchitecture.Arm64, true)]
    [InlineData("s390x", RunnerArchitecture.X64, false)]
    public void Fits_Architecture_IsThePools(string image, RunnerArchitecture pool, bool expected) => Assert.Equal(expected, ImageReference.Fits(image, pool));

    [Fact]
    public void WrongArchitecture_Message_HasTheCommand() => Assert.EndsWith(
        "Run: docker pull --platform linux/arm64 runner:1",
        ImageReference.WrongArchitecture("runner:1", "amd64", new RunnerPool { Architecture = RunnerArchitecture.Arm64 }).Message,
        StringComparison.Ordinal);
}
