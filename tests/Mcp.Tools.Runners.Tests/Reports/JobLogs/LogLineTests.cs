using System.Text;
using Mcp.Tools.Runners.Reports.JobLogs;

namespace Mcp.Tools.Runners.Tests.Reports.JobLogs;

public sealed class LogLineTests
{
    [Theory]
    [InlineData("2026-03-01T12:00:00.1234567Z hello", "2026-03-01T12:00:00", "hello")]
    [InlineData("\uFEFF2026-03-01T12:00:00.1234567Z hello", "2026-03-01T12:00:00", "hello")]
    [InlineData("2026-03-01T12:00:00Z hello\r", "2026-03-01T12:00:00", "hello")]
    [InlineData("2026-03-01T12:00:00.1234567Z", "2026-03-01T12:00:00", "")]
    [InlineData("2026-03-01T12:00:00.1234567Z ", "2026-03-01T12:00:00", "")]
    [InlineData("2026-03-01 12:00 hello", "", "2026-03-01 12:00 hello")]
    [InlineData("2026-03-01T12:00:00 without a zone Z here", "", "2026-03-01T12:00:00 without a zone Z here")]
    [InlineData("", "", "")]
    public void Line_TimeInFront_IsTakenOff(string raw, string second, string text)
    {
        var line = new LogLine(1, Encoding.UTF8.GetBytes(raw), cut: false);

        Assert.Equal((second, text), (Encoding.UTF8.GetString(line.Second), Encoding.UTF8.GetString(line.Text)));
    }

    [Theory]
    [InlineData("\e[31;1mred\e[0m", "red")]
    [InlineData("\e]0;title\atext", "text")]
    [InlineData("\e]8;;https://evil.example\e\\link\e]8;;\e\\", "link")]
    [InlineData("zero\u200Bwidth", "zero\\u{200B}width")]
    [InlineData("\u202Egnp.exe", "\\u{202E}gnp.exe")]
    [InlineData("over\rwritten\0", "over\\u{000D}written\\u{0000}")]
    [InlineData("tab\tstays, umlauts: äöü, 日本", "tab\tstays, umlauts: äöü, 日本")]
    public void Kept_Text_IsPlainAndVisible(string raw, string shown) =>
        Assert.Equal(shown, KeptLine.Of(new LogLine(2, Encoding.UTF8.GetBytes(raw), cut: false)).Text);

    [Fact]
    public void Kept_NoUtf8_IsShownAsReplaced() => Assert.Equal("a\uFFFDb", KeptLine.Of(new LogLine(2, [0x61, 0xFF, 0x62], cut: false)).Text);
}
