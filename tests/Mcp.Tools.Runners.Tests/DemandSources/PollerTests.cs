using System.Collections.Immutable;
using GitHubSimulator;
using Mcp.Tools.Runners.DemandSources;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Tests.GitHub;
using Mcp.Tools.Runners.Tests.Ledger;

namespace Mcp.Tools.Runners.Tests.DemandSources;

public sealed class PollerTests
{
    private static readonly string[] Four = ["octocat/one", "octocat/two", "octocat/three", "octocat/four"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private readonly CollectedLog<Poller> _log = new();

    private Poller Poller(ApiBench bench, params string[] repositories) => new(
        bench.Api(), new RunnersOptions { Repositories = repositories, GitHub = bench.Options }, () => [], bench.Time, _log);

    private static SimulatedRun Queue(ApiBench bench, string repository = "octocat/hello-world", params string[] labels) =>
        bench.Simulator.World.QueueRun(repository, "CI", ".github/workflows/ci.yml", new JobPlan("build", labels.Length > 0 ? labels : ApiBench.Labels));

    [Fact]
    public async Task ReadAsync_WaitingAndRunningJobs_AreTheLevel()
    {
        await using var bench = await ApiBench.WithSimulatorAsync();
        Queue(bench);
        var running = Queue(bench);
        var runner = bench.Simulator.World.AddRunner("octocat/hello-world", "r1", ApiBench.Labels, online: true);
        bench.Simulator.World.StartJob(running.JobIds[0], runner.Id);
        var asOf = bench.Time.GetUtcNow();

        var demand = await Poller(bench, "octocat/hello-world").ReadAsync(Cancel);

        Assert.Equal(("poller", asOf, DemandQuality.Complete), (demand.Source, demand.AsOf, demand.Quality));
        Assert.Equal([JobStatus.InProgress, JobStatus.Queued], demand.Jobs.Select(job => job.Status).Order().Reverse());
        Assert.All(demand.Jobs, job => Assert.Equal(".github/workflows/ci.yml", job.WorkflowPath));
        Assert.Equal(runner.Id, demand.Jobs.Single(job => job.Status == JobStatus.InProgress).RunnerId);
        Assert.Empty(demand.Unread);
    }

    [Fact]
    public async Task ReadAsync_LoadOfTheOriginalReport_AsksEightTimesAndThenForFree()
    {
        using var ledger = new TemporaryLedger();
        await using var bench = await ApiBench.WithSimulatorAsync(responses: new ResponseCache(ledger.Database));
        for (var run = 0; run < 41; run++)
        {
            var at = bench.Time.GetUtcNow().AddMinutes(-run - 1);
            bench.Simulator.World.AddRepository(Four[run % 4]);
            bench.Simulator.World.AddCompletedRun(Four[run % 4], "CI", "ci.yml", "failure", at, at, new JobPlan("build", ApiBench.Labels));
        }

        var cold = await Poller(bench, Four).ReadAsync(Cancel);
        Assert.Equal(8, bench.Simulator.Requests.All.Count);
        bench.Time.Advance(TimeSpan.FromMinutes(61));
        var warm = await Poller(bench, Four).ReadAsync(Cancel);

        Assert.Equal((DemandQuality.Complete, 0), (cold.Quality, cold.Jobs.Length));
        Assert.Equal((DemandQuality.Complete, 0), (warm.Quality, warm.Jobs.Length));
        Assert.Equal((16, 8), (bench.Simulator.Requests.All.Count, bench.Simulator.Requests.CountedRequests));
    }

    [Fact]
    public async Task ReadAsync_UnchangedQueues_SpendNoCountedRequest()
    {
        await using var bench = await ApiBench.WithSimulatorAsync();
        Queue(bench);
        Queue(bench);
        var poller = Poller(bench, "octocat/hello-world", "octocat/missing");

        var cold = await poller.ReadAsync(Cancel);
        var counted = bench.Simulator.Requests.CountedRequests;
        var warm = await poller.ReadAsync(Cancel);

        Assert.Equal(cold.Jobs.Select(job => job.Id), warm.Jobs.Select(job => job.Id));
        Assert.Equal(cold.Unread, warm.Unread.AsEnumerable());
        Assert.Equal(counted, bench.Simulator.Requests.CountedRequests);
        bench.Time.Advance(TimeSpan.FromMinutes(10));
        bench.Simulator.World.AddRepository("octocat/missing");
        Assert.Equal(DemandQuality.Complete, (await poller.ReadAsync(Cancel)).Quality);
    }

    [Fact]
    public async Task ReadAsync_OneRepositoryFails_TheOthersCount()
    {
        await using var bench = await ApiBench.WithSimulatorAsync();
        var run = Queue(bench);

        var demand = await Poller(bench, "octocat/hello-world", "octocat/missing").ReadAsync(Cancel);

        var (repository, reason) = Assert.Single(demand.Unread);
        Assert.Equal(DemandQuality.Floor, demand.Quality);
        Assert.Equal(run.JobIds, demand.Jobs.Select(job => job.Id));
        Assert.Equal("octocat/missing", repository.ToString());
        Assert.Contains("GET /api/v3/repos/octocat/missing/actions/runs", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_OneRunsJobsFail_TheOtherRunsCount()
    {
        await using var bench = await ApiBench.WithSimulatorAsync();
        var bad = Queue(bench);
        var good = Queue(bench);
        bench.Simulator.Faults.FailNext(3, 500, "GET", $"/repos/octocat/hello-world/actions/runs/{bad.Id}/jobs");

        var demand = await Poller(bench, "octocat/hello-world").ReadAsync(Cancel);

        Assert.Equal(DemandQuality.Floor, demand.Quality);
        Assert.Equal(good.JobIds, demand.Jobs.Select(job => job.Id));
        Assert.Single(demand.Unread);
    }

    [Fact]
    public async Task ReadAsync_GitHubIsDown_IsUnknownAndNotIdle()
    {
        await using var bench = await ApiBench.WithSimulatorAsync();
        bench.Simulator.Faults.FailNext(100, 503);

        var demand = await Poller(bench, "octocat/hello-world").ReadAsync(Cancel);

        Assert.Equal(DemandQuality.Unknown, demand.Quality);
        Assert.Contains("503", Assert.Single(demand.Unread).Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("octocat/hello-world")]
    [InlineData(null)]
    public async Task ReadAsync_NoToken_IsUnknownAndSaysWhatToSet(string? repository)
    {
        await using var bench = await ApiBench.WithSimulatorAsync();
        bench.Options.Token = null;

        var demand = await Poller(bench, repository is null ? [] : [repository]).ReadAsync(Cancel);

        Assert.Equal(DemandQuality.Unknown, demand.Quality);
        Assert.Contains("GITHUB_TOKEN", demand.Reason ?? Assert.Single(demand.Unread).Value, StringComparison.Ordinal);
        Assert.Empty(bench.Simulator.Requests.All);
    }

    [Fact]
    public async Task ReadAsync_RepositoryThatIsNoName_IsUnknownAndDoesNotThrow()
    {
        await using var bench = await ApiBench.WithSimulatorAsync();

        var demand = await Poller(bench, "not a name").ReadAsync(Cancel);

        Assert.Equal(DemandQuality.Unknown, demand.Quality);
        Assert.Contains("owner/name", demand.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_NoneConfigured_ReadsThePushedAndTheRememberedOnes()
    {
        await using var bench = await ApiBench.WithSimulatorAsync();
        bench.Simulator.World.AddRepository("octocat/old", pushedAt: bench.Time.GetUtcNow().AddDays(-30));
        bench.Simulator.World.AddRepository("octocat/remembered", pushedAt: bench.Time.GetUtcNow().AddDays(-30));
        var run = Queue(bench);
        ImmutableArray<RepositoryName> remembered = [RepositoryName.Parse("octocat/remembered"), ApiBench.Repository];
        var poller = new Poller(bench.Api(), new RunnersOptions { GitHub = bench.Options }, () => remembered, bench.Time, _log);

        var demand = await poller.ReadAsync(Cancel);

        Assert.Equal(DemandQuality.Complete, demand.Quality);
        Assert.Equal(run.JobIds, demand.Jobs.Select(job => job.Id));
        Assert.Equal(6, bench.Simulator.Requests.All.Count);
        Assert.DoesNotContain(bench.Simulator.Requests.All, request => request.PathAndQuery.Contains("octocat/old", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ReadAsync_RunsBeyondGitHubsListing_AreAFloor()
    {
        await using var bench = await ApiBench.WithSimulatorAsync(options => options.PageSizeLimit = 1);
        for (var run = 0; run < 11; run++)
        {
            Queue(bench);
        }

        var demand = await Poller(bench, "octocat/hello-world").ReadAsync(Cancel);

        Assert.Equal((DemandQuality.Floor, 10), (demand.Quality, demand.Jobs.Length));
    }

    [Fact]
    public async Task ReadAsync_QuietOneIsNotRead_KeepsItsLastReadingWithItsAge()
    {
        await using var bench = await ApiBench.WithSimulatorAsync();
        var names = Enumerable.Range(0, PollSchedule.Few + 1).Select(number => $"octocat/r{number}").ToArray();
        foreach (var name in names)
        {
            bench.Simulator.World.AddRepository(name);
        }

        var poller = Poller(bench, names);
        var first = await poller.ReadAsync(Cancel);
        Assert.Equal(DemandQuality.Floor, first.Quality);
        var asOf = bench.Time.GetUtcNow();
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        bench.Simulator.Requests.Clear();

        var second = await poller.ReadAsync(Cancel);

        // One of them a pass is looked at for running runs, which were not read at first.
        Assert.Equal(2, bench.Simulator.Requests.All.Count);
        Assert.Equal(names.Length - 1, second.ReadAt.Count);
        Assert.All(second.ReadAt, entry => Assert.Equal(asOf, entry.Value));
        Assert.Empty(second.Unread);

        var run = Queue(bench, names[3]);
        bench.Time.Advance(TimeSpan.FromMinutes(5));
        var third = await poller.ReadAsync(Cancel);
        Assert.Equal(run.JobIds, third.Jobs.Select(job => job.Id));

        // Now that something waits there it is read every time, and the jobs stay in the level meanwhile.
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        var fourth = await poller.ReadAsync(Cancel);
        Assert.Equal(run.JobIds, fourth.Jobs.Select(job => job.Id));
        Assert.DoesNotContain(RepositoryName.Parse(names[3]), fourth.ReadAt.Keys);
    }

    [Fact]
    public async Task ReadAsync_RunStuckInTheQueueForDays_IsNoDemand()
    {
        await using var bench = await ApiBench.WithSimulatorAsync();
        var stuck = Queue(bench);
        bench.Time.Advance(TimeSpan.FromDays(20));
        var again = Queue(bench);

        var demand = await Poller(bench, "octocat/hello-world").ReadAsync(Cancel);

        Assert.Equal(again.JobIds, demand.Jobs.Select(job => job.Id));
        Assert.Equal(DemandQuality.Complete, demand.Quality);
        Assert.DoesNotContain(bench.Simulator.Requests.All, request => request.PathAndQuery.Contains($"/{stuck.Id}/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ReadAsync_PatternsLeaveSomeOut_TheyAreNotAskedFor()
    {
        await using var bench = await ApiBench.WithSimulatorAsync();
        bench.Simulator.World.AddRepository("octocat/website");
        var options = new RunnersOptions { GitHub = bench.Options, DeniedRepositories = ["*/web*"] };

        await new Poller(bench.Api(), options, () => [RepositoryName.Parse("octocat/website")], bench.Time, _log).ReadAsync(Cancel);

        Assert.DoesNotContain(bench.Simulator.Requests.All, request => request.PathAndQuery.Contains("/octocat/website", StringComparison.Ordinal));
        Assert.Contains(bench.Simulator.Requests.All, request => request.PathAndQuery.Contains("/octocat/hello-world", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ReadAsync_RepositoryIsMadePublic_TheNextReadingSaysSo(bool named)
    {
        await using var bench = await ApiBench.WithSimulatorAsync();
        Queue(bench);
        var poller = Poller(bench, named ? ["octocat/hello-world"] : []);
        Assert.False((await poller.ReadAsync(Cancel)).Visibility[ApiBench.Repository]);

        bench.Simulator.World.AddRepository("octocat/hello-world", @private: false);

        Assert.True((await poller.ReadAsync(Cancel)).Visibility[ApiBench.Repository]);
    }

    [Fact]
    public async Task ReadAsync_Cancelled_Throws()
    {
        await using var bench = await ApiBench.WithSimulatorAsync();
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Poller(bench, "octocat/hello-world").ReadAsync(cancel.Token));
    }
}
