using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Reports;

namespace Mcp.Tools.Runners.Tests.Reports;

public sealed class EndedRunnersReportTests
{
    [Fact]
    public void Of_AsManyRowsAsAreRead_SaysAtLeastAndHowToAskForLess()
    {
        var report = Report(EndedRunnersReport.MostRows);

        Assert.True(report.RowsCut);
        Assert.True(report.Truncated);
        Assert.StartsWith("At least 2000 runners ended", report.Summary, StringComparison.Ordinal);
        Assert.Contains("only the newest 2000 were read", string.Concat(report.NextSteps), StringComparison.Ordinal);
        Assert.False(Report(EndedRunnersReport.MostRows - 1).RowsCut);
    }

    [Fact]
    public void Of_RowClosedLaterThanItsRunnerEnded_CountsByTheEnd()
    {
        var runner = Fleet.Runner(RunnerState.Removed) with { FinishedAt = Jobs.Now.AddHours(-2), StateSince = Jobs.Now };

        var report = EndedRunnersReport.Of([new(runner, null, null, null)], Question, Jobs.Now, after: null, 10, _ => "");

        Assert.Equal(0, report.Total);
    }

    private static EndedRunnersQuestion Question => new(Repository: null, Pool: null, Jobs.Now.AddHours(-1));

    private static EndedRunnerList Report(int rows) => EndedRunnersReport.Of(
        [.. Enumerable.Range(0, rows).Select(_ => new EndedRunner(Fleet.Runner(RunnerState.Removed), null, null, null))], Question, Jobs.Now, after: null, 10, _ => "next");
}
