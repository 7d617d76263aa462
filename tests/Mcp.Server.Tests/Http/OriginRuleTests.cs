using Mcp.Server.Http;
using Microsoft.AspNetCore.Http;

namespace Mcp.Server.Tests.Http;

public sealed class OriginRuleTests
{
    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData("http://localhost:3000", true)]
    [InlineData("http://127.0.0.1", true)]
    [InlineData("http://[::1]:6274", true)]
    [InlineData("http://runners.example:9000", true)]
    [InlineData("http://runners.example", false)]
    [InlineData("https://evil.example", false)]
    [InlineData("http://localhost.evil.example", false)]
    [InlineData("null", false)]
    [InlineData("file:///x", false)]
    public void Allows_Origin_LoopbackOrTheHostItself(string? origin, bool expected) =>
        Assert.Equal(expected, OriginRule.Allows(origin, new HostString("runners.example:9000")));

    [Fact]
    public void Allows_DefaultPortLeftOut_IsTheSame() =>
        Assert.True(OriginRule.Allows("https://runners.example", new HostString("runners.example:443")));
}
