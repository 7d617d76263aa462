using Mcp.Tools.Runners.Matching;

namespace Mcp.Tools.Runners.Tests.Matching;

public sealed class RepositoryFilterTests
{
    [Theory]
    [InlineData("acme/web", "", "", true)]
    [InlineData("acme/web", "acme/*", "", true)]
    [InlineData("ACME/Web", "acme/w?b", "", true)]
    [InlineData("acme/web", "octo/* acme/api", "", false)]
    [InlineData("acme/web", "acme/*", "*/web", false)]
    [InlineData("acme/web", "", "acme/*", false)]
    [InlineData("acme/web", "*", "", false)] // no pattern: the validator refuses it
    [InlineData("acme/w.b", "acme/w.b", "", true)]
    [InlineData("acme/wxb", "acme/w.b", "", false)]
    public void Serves_Patterns_DenyWins(string name, string allowed, string denied, bool expected)
    {
        var options = new RunnersOptions
        {
            AllowedRepositories = [.. allowed.Split(' ', StringSplitOptions.RemoveEmptyEntries)],
            DeniedRepositories = [.. denied.Split(' ', StringSplitOptions.RemoveEmptyEntries)],
        };

        Assert.Equal(expected, RepositoryFilter.Serves(RepositoryName.Parse(name), options));
    }

    [Theory]
    [InlineData("acme/*", true)]
    [InlineData("*/*", true)]
    [InlineData("*", false)]
    [InlineData("acme/", false)]
    [InlineData("acme/a/b", false)]
    [InlineData("acme/a b", false)]
    public void IsPattern_Text_IsOwnerAndName(string text, bool expected) => Assert.Equal(expected, RepositoryFilter.IsPattern(text));

    [Fact]
    public void Refusal_OfADeniedRepository_SaysWhichSettingsDecide()
    {
        var options = new RunnersOptions { DeniedRepositories = ["acme/*"] };

        var refusal = RepositoryPolicy.Refusal(RepositoryName.Parse("acme/web"), isPublic: false, options);

        Assert.Equal(ReasonCode.RepositoryDenied, refusal!.Code);
        Assert.Contains("--deny-repository", refusal.Remedy, StringComparison.Ordinal);
        Assert.Null(RepositoryPolicy.Refusal(RepositoryName.Parse("octo/web"), isPublic: false, options));
    }
}
