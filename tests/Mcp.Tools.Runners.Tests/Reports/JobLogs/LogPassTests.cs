using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using Mcp.Tools.Runners.Reports.JobLogs;

namespace Mcp.Tools.Runners.Tests.Reports.JobLogs;

public sealed class LogPassTests
{
    [Fact]
    public void Run_AnyTextInAnyPieces_GivesItsLines() =>
        Gen.Select(Gen.String[Gen.Char['a', 'f'], 0, 30].Array[0, 40], Gen.Int[1, 70], Gen.Bool).Sample((lines, piece, ended) =>
        {
            var text = string.Join('\n', lines) + (ended ? "\n" : "");
            var part = LogText.PassAsync(text, new HeadSelection(1, int.MaxValue), piece).GetAwaiter().GetResult();

            var expected = text.Split('\n');
            Assert.Equal(text.EndsWith('\n') || text.Length == 0 ? expected[..^1] : expected, part.Lines.Select(line => line.Text));
            Assert.Equal(Enumerable.Range(1, part.Lines.Length), part.Lines.Select(line => line.Number));
            Assert.Equal((true, Encoding.UTF8.GetByteCount(text)), (part.Complete, (int)part.BytesRead));
        }, iter: 2000);

    [Theory]
    [InlineData(1)]
    [InlineData(4095)]
    [InlineData(4097)]
    [InlineData(70_000)]
    public async Task Run_OverlongLine_IsCutAndTheNextOneIsWhole(int piece)
    {
        var part = await LogText.PassAsync($"before\n{new string('x', 150_000)}\nafter\n{new string('y', 5000)}", new HeadSelection(1, 100), piece);

        Assert.Equal(["before", "after"], [part.Lines[0].Text, part.Lines[2].Text]);
        Assert.All([part.Lines[1], part.Lines[3]], line => Assert.Equal((1000, '…'), (line.Text.Length, line.Text[^1])));
        Assert.Equal(4, part.LinesRead);
    }

    /// <summary>What a log of 200 MB costs in memory is what the shown lines cost.</summary>
    [Theory]
    [InlineData("tail")]
    [InlineData("error")]
    [InlineData("grep")]
    public void Run_TwoHundredMegabytes_HoldsNoMoreThanTheSelection(string view)
    {
        var chunk = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 600).Select(line => LogText.Stamped(line % 60, $"compiling module {line} of the project, nothing to report here"))));
        var (sent, size) = (0L, view == "grep" ? 20_000_000L : 200_000_000L);
        LogSelection selection = view switch
        {
            "tail" => new TailSelection(int.MaxValue, 500),
            "error" => new ErrorSelection(30, 10),
            _ => new GrepSelection(new Regex("module 1?7 .*(error|fail)|never there", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase), 2, 1, 100),
        };
        var pass = new LogPass(selection, [LogText.Step(1, "build", 0, 30), LogText.Step(2, "test", 30, 59)]);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var run = pass.RunAsync(
            (buffer, _) =>
            {
                var count = sent >= size ? 0 : Math.Min(chunk.Length, buffer.Length);
                chunk.AsMemory(0, count).CopyTo(buffer);
                sent += count;
                return ValueTask.FromResult(count);
            },
            TestContext.Current.CancellationToken);

        // Nothing waits, so all of it ran on this thread.
        Assert.True(run.IsCompletedSuccessfully);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000);
    }

    [Fact]
    public async Task Run_OneStep_GivesOnlyItsLinesAndStopsAfterIt()
    {
        var text = LogText.Stamped(0, "Current runner version") + LogText.Stamped(5, "##[group]Run make") + LogText.Stamped(6, "compiled") + LogText.Stamped(9, "##[group]Run make test") + LogText.Stamped(9, "tested");
        var part = await LogText.PassAsync(
            text, new HeadSelection(1, 100), steps: [LogText.Step(1, "Set up job", 0, 4), LogText.Step(2, "Build", 5, 8), LogText.Step(3, "Test", 9, 10)], onlyStep: 2);

        Assert.Equal(["##[group]Run make", "compiled"], part.Lines.Select(line => line.Text));
        Assert.False(part.Complete);
    }
}
