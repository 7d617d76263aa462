using Mcp.Tools.Runners.Launching;

namespace Mcp.Tools.Runners.Tests.Launching;

public sealed class LaunchChecksTests
{
    [Fact]
    public void Find_Defaults_FindsNothing() => Assert.Empty(LaunchChecks.Find(Launches.Usual()));

    [Fact]
    public void Find_TwoImpossibleValues_NamesBoth()
    {
        var pool = new RunnerPool { Architecture = RunnerArchitecture.X64, Gpus = -1, Resources = new RunnerResources { Pids = 1 } };

        Assert.Equal(2, LaunchChecks.Find(Launches.Usual(pool)).Count);
    }

    [Theory]
    [InlineData("-leading")]
    [InlineData("with/slash")]
    [InlineData("x")]
    public void Find_NameThatIsNoContainers_NamesIt(string name)
    {
        var launch = Launches.Usual();
        launch = launch with { Runner = launch.Runner with { Name = name } };

        Assert.StartsWith($"runner name '{name}'", Assert.Single(LaunchChecks.Find(launch)), StringComparison.Ordinal);
    }
}
