using Mcp.Tools.Runners.Reports;

namespace Mcp.Tools.Runners.Tests.Reports;

public sealed class WordingTests
{
    [Theory]
    [InlineData(-5, "0 s")]
    [InlineData(0.4, "0 s")]
    [InlineData(59.9, "59 s")]
    [InlineData(60, "1 min")]
    [InlineData(3599, "59 min")]
    [InlineData(7200, "2 h")]
    [InlineData(7500, "2 h 5 min")]
    [InlineData(86_400, "1 d")]
    [InlineData(273_600, "3 d 4 h")]
    public void Of_Span_UsesTheUnitThatMatters(double seconds, string words) => Assert.Equal(words, Wording.Of(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(1, "job", "1 job")]
    [InlineData(0, "job", "0 jobs")]
    [InlineData(2, "repository", "2 repositories")]
    public void Count_Noun_AgreesWithTheNumber(int count, string noun, string words) => Assert.Equal(words, Wording.Count(count, noun));

    [Fact]
    public void Clip_LongText_EndsWithAnEllipsis() => Assert.Equal("abc…", Wording.Clip("abcdefgh", 4));
}
