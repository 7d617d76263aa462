using Mcp.Tools.Runners.GitHub.Hooks;

namespace Mcp.Tools.Runners.Tests.GitHub.Hooks;

public class HookOwnerTests
{
    [Theory]
    [InlineData("octocat/web/12", "repos/octocat/web/hooks/12")]
    [InlineData("octo-org/7", "orgs/octo-org/hooks/7")]
    [InlineData("app", "app/hook")]
    public void TryParseHook_EachKind_GivesItsAddress(string text, string expected)
    {
        Assert.True(HookOwner.TryParseHook(text, out var hook));
        Assert.Equal(expected, hook);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12")]
    [InlineData("octocat/web")]
    [InlineData("octocat/web/-1")]
    [InlineData("octocat/web/hooks/12")]
    [InlineData("../web/12")]
    public void TryParseHook_NoHook_IsRefused(string text) => Assert.False(HookOwner.TryParseHook(text, out _));
}
