using System.Text;
using CsCheck;
using Mcp.Tools.Runners.Launching;

namespace Mcp.Tools.Runners.Tests.Launching;

public sealed class LogTextTests
{
    [Theory]
    [InlineData("\u001b[1;31mred\u001b[0m", "red")]
    [InlineData("\u001b]0;title\u0007text", "text")]
    [InlineData("bell\u0007 back\b null\0 return\r\n\ttab", "bell back null return\n\ttab")]
    [InlineData("safe\u202Egnp.exe", "safegnp.exe")]
    [InlineData("naïve ✓ 😀", "naïve ✓ 😀")]
    public void Clean_Text_KeepsWhatIsReadable(string text, string expected) => Assert.Equal(expected, LogText.Clean(text));

    [Fact]
    public void Tail_AnyText_IsTheBoundedEnd() => Gen.String[Gen.Char.AlphaNumeric, 0, 20_000].Sample(text =>
    {
        var tail = LogText.Tail(text);
        return Encoding.UTF8.GetByteCount(tail) == Math.Min(text.Length, LogText.MaxBytes) && text.EndsWith(tail, StringComparison.Ordinal);
    }, iter: 50);

    [Fact]
    public void Tail_LongTextOfWideCharacters_BeginsAtOne()
    {
        var tail = LogText.Tail(string.Concat(Enumerable.Repeat("😀", 5000)) + "end");

        Assert.StartsWith("😀", tail, StringComparison.Ordinal);
        Assert.EndsWith("😀end", tail, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(tail), LogText.MaxBytes - 3, LogText.MaxBytes);
    }
}
