using Mcp.Tools.Runners.GitHub.ScaleSets;

namespace Mcp.Tools.Runners.Tests.GitHub.ScaleSets;

public class ScaleSetAddressTests
{
    [Theory]
    [InlineData("https://github.com/octo-org", ScaleSetScope.Organization, "https://api.github.com/", "orgs/octo-org/actions/runners")]
    [InlineData("https://github.com/octo-org/", ScaleSetScope.Organization, "https://api.github.com/", "orgs/octo-org/actions/runners")]
    [InlineData("https://www.github.com/octo-org/web", ScaleSetScope.Repository, "https://api.github.com/", "repos/octo-org/web/actions/runners")]
    [InlineData("https://github.com/enterprises/octo", ScaleSetScope.Enterprise, "https://api.github.com/", "enterprises/octo/actions/runners")]
    [InlineData("https://octo.ghe.com/octo-org", ScaleSetScope.Organization, "https://api.octo.ghe.com/", "orgs/octo-org/actions/runners")]
    [InlineData("https://ghes.example:8443/octo-org/web", ScaleSetScope.Repository, "https://ghes.example:8443/api/v3/", "repos/octo-org/web/actions/runners")]
    [InlineData("http://127.0.0.1:9001/octo-org", ScaleSetScope.Organization, "http://127.0.0.1:9001/api/v3/", "orgs/octo-org/actions/runners")]
    public void Parse_Place_IsUnderstood(string text, ScaleSetScope scope, string api, string runners)
    {
        var address = ScaleSetAddress.Parse(text);

        Assert.Equal((scope, api, runners), (address.Scope, address.ApiAddress.AbsoluteUri, address.RunnersPath));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("octo-org")]
    [InlineData("https://github.com")]
    [InlineData("https://github.com/a/b/c")]
    [InlineData("https://github.com/octo org")]
    [InlineData("http://github.com/octo-org")]
    [InlineData("https://user:pass@github.com/octo-org")]
    [InlineData("https://github.com/octo-org?x=1")]
    [InlineData("ftp://github.com/octo-org")]
    public void TryParse_NoPlace_IsRefused(string? text) => Assert.False(ScaleSetAddress.TryParse(text, out _));

    [Theory]
    [InlineData("https://github.com/octo-org", true, false)]
    [InlineData("https://github.com/octo-org/WEB", true, false)]
    [InlineData("https://github.com/octo-org/api", false, false)]
    [InlineData("https://github.com/enterprises/octo", true, true)]
    public void Covers_Repository_AsItsPlaceSays(string text, bool web, bool elsewhere)
    {
        var address = ScaleSetAddress.Parse(text);

        Assert.Equal(web, address.Covers(RepositoryName.Parse("Octo-Org/web")));
        Assert.Equal(elsewhere, address.Covers(RepositoryName.Parse("other/web")));
    }
}
