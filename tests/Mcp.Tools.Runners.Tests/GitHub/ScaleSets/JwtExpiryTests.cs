using Mcp.Tools.Runners.GitHub.ScaleSets;

namespace Mcp.Tools.Runners.Tests.GitHub.ScaleSets;

public class JwtExpiryTests
{
    [Theory]
    [InlineData("""{"exp":1767225600}""")]
    [InlineData("""{"x":"??>>","exp":1767225600.7}""")]
    [InlineData("""{"exp":"1767225600"}""")]
    public void Of_Token_IsItsEnd(string claims) =>
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), JwtExpiry.Of(Token(claims)));

    [Theory]
    [InlineData("{}")]
    [InlineData("nothing")]
    [InlineData("""{"exp":-1}""")]
    [InlineData("""{"exp":1e300}""")]
    public void Of_TokenThatDoesNotSay_IsNull(string claims) => Assert.Null(JwtExpiry.Of(Token(claims)));

    [Fact]
    public void Of_NoJwt_IsNull()
    {
        Assert.Null(JwtExpiry.Of(new Secret("opaque")));
        Assert.Null(JwtExpiry.Of(new Secret("a.!.c")));
    }

    private static Secret Token(string claims) =>
        new($"e30.{Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(claims)).TrimEnd('=').Replace('+', '-').Replace('/', '_')}.sig");
}
