using Mcp.Server.Http;
using Mcp.Tools.Runners;

namespace Mcp.Server.Tests.Http;

public sealed class BearerTokenTests
{
    [Theory]
    [InlineData("Bearer right-token-right", true)]
    [InlineData("bearer right-token-right", true)]
    [InlineData("Bearer right-token-righ", false)]
    [InlineData("Bearer right-token-rightx", false)]
    [InlineData("Bearer ", false)]
    [InlineData("Basic right-token-right", false)]
    [InlineData("right-token-right", false)]
    [InlineData(null, false)]
    public void Matches_Authorization_OnlyTheWholeToken(string? authorization, bool expected) =>
        Assert.Equal(expected, new BearerToken(new Secret("right-token-right")).Matches(authorization));
}
