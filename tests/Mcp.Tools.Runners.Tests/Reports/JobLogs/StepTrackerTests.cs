using System.Collections.Immutable;
using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Reports.JobLogs;

namespace Mcp.Tools.Runners.Tests.Reports.JobLogs;

public sealed class StepTrackerTests
{
    private static readonly ImmutableArray<JobStep> Steps =
    [
        LogText.Step(1, "Set up job", 0, 1), LogText.Step(2, "Check out", 1, 2), LogText.Step(3, "Skipped", 2, 2, "skipped"), LogText.Step(4, "Build", 2, 8), LogText.Step(5, "Post Check out", 8, 8), LogText.Step(6, "Complete job", 8, 8),
    ];

    [Fact]
    public async Task Steps_SameSecond_ArePartedByTheLinesThatBeginThem()
    {
        var part = await LogText.PassAsync(
            LogText.Stamped(0, "Current runner version") +
            LogText.Stamped(1, "##[group]Run actions/checkout@v4") +
            LogText.Stamped(2, "##[group]Run make") +
            LogText.Stamped(5, "##[group]Run inside a composite action") +
            LogText.Stamped(7, "##[error]broken") +
            LogText.Stamped(8, "Post job cleanup.") +
            LogText.Stamped(8, "Cleaning up orphan processes"),
            new HeadSelection(1, 100),
            steps: Steps);

        Assert.Equal([(1, 1, 1), (2, 2, 2), (4, 3, 5), (5, 6, 6), (6, 7, 7)], part.Steps.Select(step => (step.Step.Number, step.First!.Value, step.Last!.Value)));
        Assert.Equal(1, part.Steps.Single(step => step.Step.Number == 4).Errors);
    }

    [Fact]
    public async Task Steps_WithoutALineThatBeginsThem_GoByTheTime()
    {
        var part = await LogText.PassAsync(LogText.Stamped(0, "a") + LogText.Stamped(4, "b") + LogText.Stamped(9, "c"), new HeadSelection(1, 100), steps: Steps);

        Assert.Equal([1, 4, 6], part.Steps.Where(step => step.First is not null).Select(step => step.Step.Number));
    }

    [Fact]
    public async Task Steps_NoTimes_AreAllInTheFirst() =>
        Assert.Equal([2], (await LogText.PassAsync("a\n##[group]Run b\n", new HeadSelection(1, 100), steps: Steps)).Steps.Where(step => step.First is not null).Select(step => step.Last));
}
