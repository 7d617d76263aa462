using Mcp.Tools.Runners.Matching;

namespace Mcp.Tools.Runners.Tests.Matching;

public class ArchitectureHintsTests
{
    [Theory]
    [InlineData("Test arm64 and amd64", null)]
    [InlineData("Proxx64", null)]
    [InlineData("charm", null)]
    [InlineData("build (arm64)", RunnerArchitecture.Arm64)]
    [InlineData("linux/amd64", RunnerArchitecture.X64)]
    [InlineData("wheel-x86_64", RunnerArchitecture.X64)]
    [InlineData("aarch64 aarch64", RunnerArchitecture.Arm64)]
    public void Judge_JobName_CountsWholeWordsOnly(string name, RunnerArchitecture? expected) =>
        Assert.Equal(expected, ArchitectureHints.Judge(["self-hosted"], null, null, name).Architecture);

    [Theory]
    [InlineData("x64", RunnerArchitecture.X64)]
    [InlineData("ARM64", RunnerArchitecture.Arm64)]
    [InlineData("ubuntu-latest", RunnerArchitecture.X64)]
    [InlineData("ubuntu-24.04-arm", RunnerArchitecture.Arm64)]
    [InlineData("macos-14", RunnerArchitecture.Arm64)]
    [InlineData("macos-13", RunnerArchitecture.X64)]
    [InlineData("macos-15-intel", RunnerArchitecture.X64)]
    public void Judge_Label_Decides(string label, RunnerArchitecture expected)
    {
        var verdict = ArchitectureHints.Judge([label], ".github/workflows/arm.yml", "amd64", "arm64 x64");

        Assert.Equal(expected, verdict.Architecture);
        Assert.True(verdict.FromLabels);
    }

    [Fact]
    public void Judge_Hints_JobNameBeforeFileNameBeforeWorkflowName()
    {
        Assert.Equal(RunnerArchitecture.Arm64, ArchitectureHints.Judge([], "w/x64.yml", "x64", "arm64").Architecture);
        Assert.Equal(RunnerArchitecture.X64, ArchitectureHints.Judge([], "w/x64.yml", "arm64", "build").Architecture);
        Assert.Equal(RunnerArchitecture.Arm64, ArchitectureHints.Judge([], "w/ci.yml", "arm64", "build").Architecture);
    }

    [Fact]
    public void Judge_NothingNamesOne_IsUnknownNotCompatible()
    {
        var verdict = ArchitectureHints.Judge(["self-hosted"], "w/ci.yml", "CI", "build");

        Assert.Null(verdict.Architecture);
        Assert.False(verdict.FromLabels);
    }
}
