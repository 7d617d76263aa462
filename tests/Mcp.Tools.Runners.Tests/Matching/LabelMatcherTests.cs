using Mcp.Tools.Runners.Matching;

namespace Mcp.Tools.Runners.Tests.Matching;

public class LabelMatcherTests
{
    private static readonly RunnerPool X64 = new() { Name = "x64", Architecture = RunnerArchitecture.X64 };

    private static readonly RunnerPool Gpu = new() { Name = "gpu", Architecture = RunnerArchitecture.X64, Gpus = 1 };

    private static readonly RunnerPool Arm64 = new() { Name = "arm64", Architecture = RunnerArchitecture.Arm64 };

    [Theory]
    [InlineData("self-hosted")]
    [InlineData("self-hosted", "linux", "x64", "docker")]
    [InlineData("Self-Hosted", "Linux", "X64")]
    public void Match_LabelsInPool_Serves(params string[] labels)
    {
        var match = LabelMatcher.Match(Jobs.Queued("octo/web", labels), [X64], Jobs.Now);

        Assert.Same(X64, match.Pool);
        Assert.Null(match.Remedy);
    }

    [Theory]
    [InlineData(ReasonCode.HostedLabel, "ubuntu-latest")]
    [InlineData(ReasonCode.HostedLabel, "ubuntu-24.04-arm")]
    [InlineData(ReasonCode.HostedLabel, "windows-2022")]
    [InlineData(ReasonCode.HostedLabel, "macos-14-xlarge")]
    [InlineData(ReasonCode.WrongArchitecture, "self-hosted", "linux", "ARM64")]
    [InlineData(ReasonCode.WrongArchitecture, "self-hosted", "aarch64")]
    [InlineData(ReasonCode.WrongOperatingSystem, "self-hosted", "windows", "x64")]
    [InlineData(ReasonCode.MissingLabel, "self-hosted", "linux", "x64", "gpu")]
    [InlineData(ReasonCode.MissingLabel, "my-ubuntu-latest-box")]
    public void Match_LabelsNotInPool_RefusesWithReasonAndRemedy(string code, params string[] labels)
    {
        var match = LabelMatcher.Match(Jobs.Queued("octo/web", labels), [X64], Jobs.Now);

        Assert.Null(match.Pool);
        Assert.Equal(code, match.Code);
        Assert.False(string.IsNullOrEmpty(match.Remedy));
    }

    [Fact]
    public void Match_NoLabels_Refuses() =>
        Assert.Equal(ReasonCode.NoLabels, LabelMatcher.Match(Jobs.Queued() with { Labels = [] }, [X64], Jobs.Now).Code);

    [Fact]
    public void Match_SeveralPoolsFit_TakesTheOneWithFewestLabels()
    {
        var match = LabelMatcher.Match(Jobs.Queued("octo/web", "self-hosted", "x64"), [Gpu, X64], Jobs.Now);

        Assert.Same(X64, match.Pool);
    }

    [Fact]
    public void Match_NameNamesAnotherArchitecture_RefusesAndSaysHowToOverrule()
    {
        var job = Jobs.Queued("octo/web", "self-hosted") with { WorkflowPath = ".github/workflows/build-arm64.yml" };

        var match = LabelMatcher.Match(job, [X64], Jobs.Now);

        Assert.Equal(ReasonCode.WrongArchitecture, match.Code);
        Assert.Contains("build-arm64", match.Text, StringComparison.Ordinal);
        Assert.Contains("label", match.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Match_NameNamesArchitectureOfAPoolThatLacksALabel_NamesThatPool()
    {
        var arm = new RunnerPool { Name = "arm", Architecture = RunnerArchitecture.Arm64, Labels = ["self-hosted", "arm64"] };
        var job = Jobs.Queued("octo/web", "self-hosted", "docker") with { Name = "build (arm64)" };

        var match = LabelMatcher.Match(job, [X64, arm], Jobs.Now);

        Assert.Equal(ReasonCode.MissingLabel, match.Code);
        Assert.Contains("'arm'", match.Text, StringComparison.Ordinal);
        Assert.Contains("'docker'", match.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Match_NameNamesArchitectureOfAnotherPool_TakesThatPool()
    {
        var job = Jobs.Queued("octo/web", "self-hosted") with { Name = "build (arm64)" };

        Assert.Same(Arm64, LabelMatcher.Match(job, [X64, Arm64], Jobs.Now).Pool);
    }

    [Fact]
    public void Match_LabelAndNameDisagree_LabelDecides()
    {
        var job = Jobs.Queued("octo/web", "self-hosted", "x64") with { Name = "cross build for arm64" };

        Assert.Same(X64, LabelMatcher.Match(job, [X64], Jobs.Now).Pool);
    }

    [Fact]
    public void Match_QueuedForMoreThanADay_Refuses()
    {
        var job = Jobs.Queued() with { CreatedAt = Jobs.Now - TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1) };

        Assert.Equal(ReasonCode.QueuedTooLong, LabelMatcher.Match(job, [X64], Jobs.Now).Code);
    }
}
