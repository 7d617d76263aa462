using Mcp.Tools.Runners.DemandSources.ScaleSets;
using Mcp.Tools.Runners.GitHub.ScaleSets;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Tests.DemandSources.ScaleSets;

public class ScaleSetJobJoinTests
{
    private static readonly ScaleSetJob Entry = new()
    {
        Event = ScaleSetJobEvent.Assigned,
        Repository = RepositoryName.Parse("octo/web"),
        WorkflowRunId = 1,
        DisplayName = "build",
        Labels = ["linux", "X64", "self-hosted"],
    };

    [Fact]
    public void Find_OneJobOfTheNameInTheRun_IsIt()
    {
        var job = Jobs.Queued();

        Assert.Equal(job, ScaleSetJobJoin.Find(Entry, Known(job, Jobs.Queued() with { Name = "test" }, Jobs.Queued() with { RunId = 2 })));
    }

    [Fact]
    public void Find_TwoOfTheName_NobodyKnows() => Assert.Null(ScaleSetJobJoin.Find(Entry, Known(Jobs.Queued(), Jobs.Queued())));

    [Fact]
    public void Find_OtherLabels_IsAnother() => Assert.Null(ScaleSetJobJoin.Find(Entry, Known(Jobs.Queued(labels: "arm64"))));

    [Fact]
    public void Find_EntrySaysNoRun_NobodyKnows() => Assert.Null(ScaleSetJobJoin.Find(Entry with { WorkflowRunId = null }, Known(Jobs.Queued())));

    [Fact]
    public void Find_AnEarlierAttemptHasEnded_TheNewOneIsMeant()
    {
        var again = Jobs.Queued();

        Assert.Equal(again, ScaleSetJobJoin.Find(Entry, Known(Jobs.Queued() with { Status = JobStatus.Completed }, again)));
    }

    [Fact]
    public void Find_Started_HasItsRunner()
    {
        var found = ScaleSetJobJoin.Find(Entry with { Event = ScaleSetJobEvent.Started, RunnerId = 5, RunnerName = "mill-1", StartedAt = Jobs.Now }, Known(Jobs.Queued()))!;

        Assert.Equal((JobStatus.InProgress, 5, "mill-1", Jobs.Now), (found.Status, found.RunnerId, found.RunnerName, found.StartedAt));
    }

    [Theory]
    [InlineData("succeeded", "success")]
    [InlineData("Failed", "failure")]
    [InlineData("canceled", "cancelled")]
    public void Find_CompletedByARunner_HasItsConclusion(string result, string conclusion)
    {
        var found = ScaleSetJobJoin.Find(Entry with { Event = ScaleSetJobEvent.Completed, RunnerName = "mill-1", Result = result }, Known(Jobs.Queued()))!;

        Assert.Equal((JobStatus.Completed, conclusion), (found.Status, found.Conclusion));
    }

    [Fact]
    public void Find_OnlyTheAssignmentIsOver_TheJobWaitsOn() => Assert.Equal(
        JobStatus.Queued, ScaleSetJobJoin.Find(Entry with { Event = ScaleSetJobEvent.Completed, Result = "canceled" }, Known(Jobs.Queued()))!.Status);

    private static IEnumerable<ObservedJob> Known(params WorkflowJob[] jobs) => jobs.Select(job => new ObservedJob(job, "poller", Jobs.Now, Jobs.Now, GoneAt: null));
}
