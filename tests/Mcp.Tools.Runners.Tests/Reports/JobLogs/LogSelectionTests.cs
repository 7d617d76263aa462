using System.Text.RegularExpressions;
using Mcp.Tools.Runners.Reports.JobLogs;

namespace Mcp.Tools.Runners.Tests.Reports.JobLogs;

public sealed class LogSelectionTests
{
    private static readonly string Hundred = string.Concat(Enumerable.Range(1, 100).Select(line => line == 60 ? "##[error]broken\n" : FormattableString.Invariant($"line {line}\n")));

    [Fact]
    public async Task Head_FromALine_GivesSoManyAndSaysThatThereAreMore()
    {
        var part = await LogText.PassAsync(Hundred, new HeadSelection(10, 3));

        Assert.Equal([10, 11, 12], part.Lines.Select(line => line.Number));
        Assert.True(part.More);
        Assert.False(part.Complete);
    }

    [Fact]
    public async Task Tail_BeforeALine_GivesTheLastOnesBeforeIt()
    {
        Assert.Equal([98, 99, 100], (await LogText.PassAsync(Hundred, new TailSelection(int.MaxValue, 3))).Lines.Select(line => line.Number));
        var part = await LogText.PassAsync(Hundred, new TailSelection(98, 3));
        Assert.Equal([95, 96, 97], part.Lines.Select(line => line.Number));
        Assert.True(part.More);
        Assert.False((await LogText.PassAsync(Hundred, new TailSelection(3, 3))).More);
    }

    [Fact]
    public async Task Error_Marked_GivesTheLinesAroundTheFirst()
    {
        var selection = new ErrorSelection(2, 1);
        var part = await LogText.PassAsync(Hundred, selection);

        Assert.Equal([58, 59, 60, 61], part.Lines.Select(line => line.Number));
        Assert.Equal((60, true), (selection.ErrorLine, part.More));
    }

    [Fact]
    public async Task Error_NoneMarked_GivesTheEnd()
    {
        var selection = new ErrorSelection(2, 1);
        var part = await LogText.PassAsync("a\nb\nc\nd\n", selection);

        Assert.Equal(["b", "c", "d"], part.Lines.Select(line => line.Text));
        Assert.Null(selection.ErrorLine);
    }

    [Fact]
    public async Task Grep_WithContext_ShowsEachLineOnceInOrder()
    {
        var selection = new GrepSelection(new Regex("line 1[0-2]$|broken", RegexOptions.NonBacktracking), 1, 1, 100);
        var part = await LogText.PassAsync(Hundred, selection);

        Assert.Equal([9, 10, 11, 12, 13, 59, 60, 61], part.Lines.Select(line => line.Number));
        Assert.Equal(4, selection.Hits);
    }

    [Fact]
    public async Task Grep_FullPage_StopsReadingAndSaysThatThereAreMore()
    {
        var part = await LogText.PassAsync(Hundred, new GrepSelection(new Regex("line", RegexOptions.NonBacktracking), 0, 1, 5), piece: 50);

        Assert.Equal([1, 2, 3, 4, 5], part.Lines.Select(line => line.Number));
        Assert.True(part.More);
        Assert.InRange(part.BytesRead, 1, 100);
    }

    [Fact]
    public async Task Grep_ColouredText_IsMetAsItIsShown() =>
        Assert.Equal("the build failed", Assert.Single((await LogText.PassAsync("the \e[31mbuild\e[0m failed\n", new GrepSelection(new Regex("build failed", RegexOptions.NonBacktracking), 0, 1, 5))).Lines).Text);
}
