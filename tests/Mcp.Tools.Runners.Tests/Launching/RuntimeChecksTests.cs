using Mcp.Tools.Runners.Launching;

namespace Mcp.Tools.Runners.Tests.Launching;

public sealed class RuntimeChecksTests
{
    private static readonly EngineFacts Engine = Launches.Engine with { Runtimes = ["runc", "runsc"] };

    [Theory]
    [InlineData(null)]
    [InlineData("runc")]
    [InlineData("runsc")]
    public void Require_RuntimeThatThereIs_Passes(string? runtime) => RuntimeChecks.Require(new RunnerPool { Runtime = runtime }, Engine);

    [Fact]
    public void Require_RuntimeThatThereIsNot_ListsThoseThatThereAre()
    {
        var error = Assert.Throws<LauncherException>(() => RuntimeChecks.Require(new RunnerPool { Name = "strict", Runtime = "kata" }, Engine));

        Assert.Equal(ReasonCode.RuntimeMissing, error.Code);
        Assert.Contains("'strict' names the runtime 'kata', and the engine has runc, runsc.", error.Message, StringComparison.Ordinal);
    }
}
