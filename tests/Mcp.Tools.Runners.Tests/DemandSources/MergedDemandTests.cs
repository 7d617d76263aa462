using System.Collections.Immutable;
using Mcp.Tools.Runners.DemandSources;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Tests.DemandSources;

public class MergedDemandTests
{
    private static readonly RepositoryName Repository = RepositoryName.Parse("octo/web");

    [Fact]
    public void Of_QueuedSinceTheReading_IsAdded()
    {
        var (read, told) = (Jobs.Queued(), Jobs.Queued());
        var merged = MergedDemand.Of(Fleet.Demand([read]), [Seen(told)], WebhooksHeard.Nothing, Jobs.Now);
        Assert.Equal([read.Id, told.Id], merged.Jobs.Select(job => job.Id));
        Assert.Equal((DemandQuality.Complete, "test", Jobs.Now), (merged.Quality, merged.Source, merged.AsOf));
    }

    [Theory]
    [InlineData(JobStatus.InProgress)]
    [InlineData(JobStatus.Completed)]
    public void Of_TakenOrEndedSinceTheReading_WaitsNoMoreAndNamesItsRunner(JobStatus status)
    {
        var read = Jobs.Queued();
        var merged = MergedDemand.Of(Fleet.Demand([read]), [Seen(read with { Status = status, RunnerName = "mcp-1" })], WebhooksHeard.Nothing, Jobs.Now);
        var job = Assert.Single(merged.Jobs);
        Assert.Equal((status, "mcp-1"), (job.Status, job.RunnerName));
    }

    [Fact]
    public void Of_GoneSinceTheReading_IsLeftOut()
    {
        var read = Jobs.Queued();
        Assert.Empty(MergedDemand.Of(Fleet.Demand([read]), [Seen(read) with { GoneAt = Jobs.Now }], WebhooksHeard.Nothing, Jobs.Now).Jobs);
    }

    [Fact]
    public void Of_NothingReadButWebhooksAlive_IsAFloorOfWhatTheyKnow()
    {
        var told = Jobs.Queued();
        var heard = Heard(Jobs.Now - TimeSpan.FromMinutes(1), told);
        var reading = Fleet.Demand([], DemandQuality.Unknown) with { Reason = "GitHub is down." };
        var merged = MergedDemand.Of(reading, [], heard, Jobs.Now);
        Assert.Equal((DemandQuality.Floor, "webhooks", told.Id), (merged.Quality, merged.Source, Assert.Single(merged.Jobs).Id));
        Assert.Equal("GitHub is down.", merged.Reason);
    }

    [Fact]
    public void Of_NothingReadButWebhooksAlive_LeavesOutWhatOnlyAnEarlierReadingKnew()
    {
        var (told, ended, once) = (Jobs.Queued(), Jobs.Queued() with { Status = JobStatus.Completed, RunnerName = "mcp-1" }, Jobs.Queued());
        var merged = MergedDemand.Of(Fleet.Demand([], DemandQuality.Unknown), [Seen(told), Seen(ended), Seen(once)], Heard(Jobs.Now, told), Jobs.Now);
        Assert.Equal([told.Id, ended.Id], merged.Jobs.Select(job => job.Id));
    }

    [Fact]
    public void Of_NothingReadAndWebhooksSilent_IsUnknown()
    {
        var reading = Fleet.Demand([], DemandQuality.Unknown);
        Assert.Same(reading, MergedDemand.Of(reading, [], Heard(Jobs.Now - TimeSpan.FromHours(1), Jobs.Queued()), Jobs.Now));
        Assert.Same(reading, MergedDemand.Of(reading, [], WebhooksHeard.Nothing, Jobs.Now));
    }

    [Fact]
    public void AsOf_NothingRead_IsWhenTheJobThatWaitsLongestWasHeardOf()
    {
        var reading = Fleet.Demand([], DemandQuality.Unknown);
        var early = Seen(Jobs.Queued()) with { LastSeenAt = Jobs.Now - TimeSpan.FromMinutes(9) };
        var running = Seen(Jobs.Queued() with { Status = JobStatus.InProgress }) with { LastSeenAt = Jobs.Now - TimeSpan.FromMinutes(20) };
        var heard = Heard(Jobs.Now) with { Open = [Seen(Jobs.Queued()), early, running] };
        Assert.Equal(early.LastSeenAt, MergedDemand.AsOf(reading, heard));
        Assert.Equal(Jobs.Now, MergedDemand.AsOf(Fleet.Demand([]), heard));
    }

    [Fact]
    public void Of_VisibilityToldLater_OverrulesTheReading()
    {
        var reading = Fleet.Demand([]) with { Visibility = ImmutableDictionary<RepositoryName, bool>.Empty.Add(Repository, false) };
        var later = Heard(Jobs.Now) with { Visibility = Visibility(isPublic: true, Jobs.Now + TimeSpan.FromSeconds(1)) };
        Assert.True(MergedDemand.Of(reading, [], later, Jobs.Now).Visibility[Repository]);
        var earlier = later with { Visibility = Visibility(isPublic: true, Jobs.Now - TimeSpan.FromSeconds(1)) };
        Assert.False(MergedDemand.Of(reading, [], earlier, Jobs.Now).Visibility[Repository]);
    }

    [Fact]
    public void Compare_EachKnowsOneMore_CountsBoth()
    {
        var (both, read, told, late) = (Jobs.Queued(), Jobs.Queued(), Jobs.Queued(), Jobs.Queued());
        var heard = Heard(Jobs.Now) with
        {
            Open = [Seen(both), Seen(told) with { LastSeenAt = Jobs.Now - TimeSpan.FromMinutes(1) }, Seen(late) with { LastSeenAt = Jobs.Now + TimeSpan.FromSeconds(1) }],
            Visibility = Visibility(isPublic: false, Jobs.Now),
        };
        Assert.Equal(new SourceComparison(1, 1), SourceComparison.Of(Fleet.Demand([both, read]), heard));
        Assert.Equal(new SourceComparison(0, 1), SourceComparison.Of(Fleet.Demand([both, Jobs.Queued("octo/other")]), heard));
        Assert.Null(SourceComparison.Of(Fleet.Demand([], DemandQuality.Unknown), heard));
        Assert.Null(SourceComparison.Of(Fleet.Demand([read]), WebhooksHeard.Nothing));
    }

    private static ObservedJob Seen(WorkflowJob job) => new(job, "webhook", Jobs.Now, Jobs.Now, GoneAt: null);

    private static WebhooksHeard Heard(DateTimeOffset at, params WorkflowJob[] open) => WebhooksHeard.Nothing with { LastAt = at, Open = [.. open.Select(Seen)] };

    private static ImmutableDictionary<RepositoryName, (bool IsPublic, DateTimeOffset At)> Visibility(bool isPublic, DateTimeOffset at) =>
        ImmutableDictionary<RepositoryName, (bool IsPublic, DateTimeOffset At)>.Empty.Add(Repository, (isPublic, at));
}
