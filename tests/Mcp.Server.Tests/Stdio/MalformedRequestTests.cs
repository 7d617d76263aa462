using Mcp.Server.Stdio;

namespace Mcp.Server.Tests.Stdio;

public sealed class MalformedRequestTests
{
    [Theory]
    [InlineData("""{"id":7}""", "7")]
    [InlineData("""{"id":"a"}""", "a")]
    [InlineData("""{"id":null}""", null)]
    [InlineData("""{"method":"ping"}""", null)]
    [InlineData("[1]", null)]
    [InlineData("{", null)]
    public void IdOf_Line_GivesIdOrNull(string line, string? expected) =>
        Assert.Equal(expected, MalformedRequest.IdOf(line)?.ToString());
}
