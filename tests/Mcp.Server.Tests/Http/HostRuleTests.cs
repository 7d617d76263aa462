using System.Net;
using Mcp.Server.Http;
using Microsoft.AspNetCore.Http;

namespace Mcp.Server.Tests.Http;

public sealed class HostRuleTests
{
    [Theory]
    [InlineData("127.0.0.1", "localhost:9000", true)]
    [InlineData("127.0.0.1", "127.0.0.1:9000", true)]
    [InlineData("127.0.0.1", "[::1]:9000", true)]
    [InlineData("127.0.0.1", "evil.example:9000", false)]
    [InlineData("127.0.0.1", "localhost.evil.example", false)]
    [InlineData("127.0.0.1", "10.0.0.5:9000", false)]
    [InlineData("127.0.0.1", "box:9000", false)]
    [InlineData("127.0.0.1", "proxy.example", true)]
    [InlineData("0.0.0.0", "10.0.0.5:9000", true)]
    [InlineData("0.0.0.0", "box:9000", true)]
    [InlineData("0.0.0.0", "evil.example", false)]
    [InlineData("0.0.0.0", "PROXY.example:443", true)]
    public void Allows_Host_FollowsWhereTheServerListens(string listening, string host, bool expected) =>
        Assert.Equal(expected, HostRule.Allows(new HostString(host), IPAddress.Parse(listening), ["proxy.example"], "box"));
}
