using Mcp.Server.Clients;

namespace Mcp.Server.Tests.Clients;

public sealed class LineDifferenceTests
{
    [Theory]
    [InlineData("", "a\nb\n", "@@ line 1 @@|+a|+b")]
    [InlineData("a\nb\n", "", "@@ line 1 @@|-a|-b")]
    [InlineData("a\r\nb\r\n", "a\nb\n", "")]
    [InlineData("a\nb\nc\n", "a\nx\nc\n", "@@ line 2 @@|-b|+x")]
    [InlineData("a\nb\nc\nd\n", "b\nc\ny\nd\n", "@@ line 1 @@|-a|@@ line 4 @@|+y")]
    public void Of_Texts_ShowsChangedLinesAlone(string before, string after, string expected) =>
        Assert.Equal(expected, string.Join('|', LineDifference.Of(before, after)));
}
