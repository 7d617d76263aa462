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

    [Theory]
    [InlineData("busybox:1", "busybox@sha256:1", "sha256:1")]
    [InlineData("docker.io/library/busybox:1", "busybox@sha256:1", "sha256:1")]
    [InlineData("registry:5000/team/runner:v2", "registry:5000/team/runner@sha256:2", "sha256:2")]
    [InlineData("registry:5000/team/runner@sha256:2", "registry:5000/team/runner@sha256:2", "sha256:2")]
    [InlineData("registry:5000/team/runner:v2@sha256:2", "registry:5000/team/runner@sha256:2", "sha256:2")]
    [InlineData("mine:1", "busybox@sha256:1", null)]
    public void Digest_OfAnImage_IsThatOfItsOwnRegistry(string image, string known, string? expected) =>
        Assert.Equal(expected, ImageReference.Digest(image, ["other@sha256:0", known]));

    [Fact]
    public void NoMatch_Message_SaysWhatToDo()
    {
        const string Reason = "no matching manifest for linux/arm64/v8 in the manifest list entries";

        Assert.True(ImageReference.HasNoMatch(Reason));
        var error = ImageReference.NoMatch("runner:1", Reason);
        Assert.Equal(ReasonCode.ImageWrongArchitecture, error.Code);
        Assert.EndsWith("run: docker manifest inspect runner:1", error.Message, StringComparison.Ordinal);
    }
}
