using Mcp.Tools.Runners.Launching;

namespace Mcp.Tools.Runners.Tests.Launching;

public sealed class LaunchChecksTests
{
    public static TheoryData<string, Action<RunnerPool>> Impossible => new()
    {
        { "Pool name 'Big Pool'", pool => pool.Name = "Big Pool" },
        { "Image ''", pool => pool.Image = string.Empty },
        { "Image 'a b'", pool => pool.Image = "a b" },
        { "Layout user 0:1001", pool => pool.Layout = pool.Layout with { UserId = 0 } },
        { "Layout user 1001:0", pool => pool.Layout = pool.Layout with { GroupId = 0 } },
        { "Layout root '/'", pool => pool.Layout = pool.Layout with { Root = "/" } },
        { "Layout root 'home/runner'", pool => pool.Layout = pool.Layout with { Root = "home/runner" } },
        { "Layout root '/home/../etc'", pool => pool.Layout = pool.Layout with { Root = "/home/../etc" } },
        { "Layout command", pool => pool.Layout = pool.Layout with { Command = [] } },
        { "Layout command", pool => pool.Layout = pool.Layout with { Command = ["run.sh"] } },
        { "Processors 0", pool => pool.Resources.Processors = 0 },
        { "Processors NaN", pool => pool.Resources.Processors = double.NaN },
        { "MemoryBytes 0", pool => pool.Resources.MemoryBytes = 0 },
        { "Pids -1", pool => pool.Resources.Pids = -1 },
        { "OpenFiles 3", pool => pool.Resources.OpenFiles = 3 },
        { "TmpBytes 0", pool => pool.Resources.TmpBytes = 0 },
        { "LogBytes 1", pool => pool.Resources.LogBytes = 1 },
        { "Gpus -1", pool => pool.Gpus = -1 },
    };

    [Fact]
    public void Find_Defaults_FindsNothing() => Assert.Empty(LaunchChecks.Find(Launches.Usual()));

    [Theory]
    [MemberData(nameof(Impossible), DisableDiscoveryEnumeration = true)]
    public void Find_ImpossibleValue_NamesItAndTheRemedy(string begin, Action<RunnerPool> spoil)
    {
        var pool = new RunnerPool { Architecture = RunnerArchitecture.X64 };
        spoil(pool);

        var problem = Assert.Single(LaunchChecks.Find(Launches.Usual(pool)));

        Assert.StartsWith(begin, problem, StringComparison.Ordinal);
        Assert.True(problem.Length > begin.Length + 5, "It says what to do.");
    }

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

        Assert.StartsWith($"Runner name '{name}'", Assert.Single(LaunchChecks.Find(launch)), StringComparison.Ordinal);
    }
}
