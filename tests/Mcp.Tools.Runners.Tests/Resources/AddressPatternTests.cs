using Mcp.Tools.Runners.Resources;

namespace Mcp.Tools.Runners.Tests.Resources;

public sealed class AddressPatternTests
{
    private static readonly AddressPattern Run = new("runners://run/{owner}/{name}/{run}");

    [Theory]
    [InlineData("runners://run/octo/web/42")]
    [InlineData("RUNNERS://Run/octo/web/42")]
    [InlineData("runners://run/oct%6F/web/42")]
    public void Match_FittingAddress_GivesTheValues(string address) =>
        Assert.Equal(new Dictionary<string, string> { ["owner"] = "octo", ["name"] = "web", ["run"] = "42" }, Run.Match(address));

    [Theory]
    [InlineData("runners://run/octo/web")]
    [InlineData("runners://run/octo/web/42/7")]
    [InlineData("runners://run/octo//42")]
    [InlineData("runners://runner/octo/web/42")]
    [InlineData("https://run/octo/web/42")]
    [InlineData("runners://run/octo/we%0Ab/42")]
    public void Match_OtherAddress_IsNull(string address) => Assert.Null(Run.Match(address));

    [Fact]
    public void Match_EndlessAddress_IsNull() => Assert.Null(Run.Match($"runners://run/octo/web/{new string('4', 1000)}"));
}
