using Mcp.Tools.Runners.Reports;

namespace Mcp.Tools.Runners.Tests.Reports;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("plain, with\ttab\nand line", "plain, with\ttab\nand line")]
    [InlineData("größer 日本 🙂", "größer 日本 🙂")]
    [InlineData("\u001b[31mred", "\\u{001B}[31mred")]
    [InlineData("a\0b\rc\u0007", "a\\u{0000}b\\u{000D}c\\u{0007}")]
    [InlineData("zero\u200bwidth\u200d\ufeff", "zero\\u{200B}width\\u{200D}\\u{FEFF}")]
    [InlineData("turn\u202egnp.exe\u2066", "turn\\u{202E}gnp.exe\\u{2066}")]
    [InlineData("soft\u00adhyphen\u2028line", "soft\\u{00AD}hyphen\\u{2028}line")]
    [InlineData("tag\U000E0041\uFE0F", "tag\\u{E0041}\\u{FE0F}")]
    public void Of_HiddenCharacters_AreWrittenOut(string text, string expected) => Assert.Equal(expected, VisibleText.Of(text));

    [Fact]
    public void Line_SeveralLines_BecomeOneOfTheLength() => Assert.Equal("one two …", VisibleText.Line("one\r\ntwo three", 9));
}
