using System.Net;
using GitHubSimulator;
using Mcp.Tools.Runners.GitHub;

namespace Mcp.Tools.Runners.Tests.GitHub;

public sealed class GitHubApiTests
{
    private static readonly RunQuery Queued = new("queued", null, 1000);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ListRunsAsync_QueuedRun_IsReadWithItsJobs()
    {
        await using var bench = await ApiBench.WithSimulatorAsync();
        var api = bench.Api();
        bench.Simulator.World.QueueRun("octocat/hello-world", "CI", ".github/workflows/ci.yml", new JobPlan("build", ApiBench.Labels));

        var run = Assert.Single((await api.ListRunsAsync(ApiBench.Repository, Queued, Cancel)).Items);
        var listing = await api.ListJobsAsync(ApiBench.Repository, run.Id, run.WorkflowPath, Cancel);

        var job = Assert.Single(listing.Items);
        Assert.Equal(("CI", ".github/workflows/ci.yml", "queued"), (run.WorkflowName, run.WorkflowPath, run.Status));
        Assert.Equal(("build", JobStatus.Queued, run.Id), (job.Name, job.Status, job.RunId));
        Assert.Equal(ApiBench.Labels, job.Labels);
        Assert.Equal(".github/workflows/ci.yml", job.WorkflowPath);
        Assert.Null(job.RunnerId);
        Assert.Null(job.StartedAt);
        Assert.False(listing.Truncated);
        Assert.Equal(1, listing.TotalCount);
        Assert.Equal(run, await api.GetRunAsync(ApiBench.Repository, run.Id, Cancel));
        Assert.Equal(job.Id, (await api.GetJobAsync(ApiBench.Repository, job.Id, Cancel)).Id);
    }

    [Fact]
    public async Task ListJobsAsync_FailedJob_NamesTheStepThatFailed()
    {
        await using var bench = await ApiBench.WithSimulatorAsync();
        var now = bench.Time.GetUtcNow();
        var plan = new JobPlan("build", ApiBench.Labels) { Conclusion = "failure", FailingStep = "Run tests" };
        var run = bench.Simulator.World.AddCompletedRun(
            "octocat/hello-world", "CI", ".github/workflows/ci.yml", "failure", now.AddHours(-1), now.AddMinutes(-50), plan);

        var job = Assert.Single((await bench.Api().ListJobsAsync(ApiBench.Repository, run.Id, null, Cancel)).Items);

        Assert.Equal(("failure", "Run tests"), (job.Conclusion, job.FailedStep));
        Assert.NotNull(job.StartedAt);
    }

    [Fact]
    public async Task ListRunsAsync_MoreThanAPage_ReadsAllPagesOnce()
    {
        await using var bench = await ApiBench.WithSimulatorAsync(options => options.PageSizeLimit = 10);
        QueueRuns(bench, 25);

        var listing = await bench.Api().ListRunsAsync(ApiBench.Repository, Queued, Cancel);

        Assert.Equal(25, listing.Items.Select(run => run.Id).Distinct().Count());
        Assert.Equal((25, false), (listing.TotalCount, listing.Truncated));
        Assert.Equal(3, bench.Simulator.Requests.All.Count);
    }

    [Fact]
    public async Task ListRunsAsync_LimitReached_SaysThatItIsCut()
    {
        await using var bench = await ApiBench.WithSimulatorAsync(options => options.PageSizeLimit = 10);
        QueueRuns(bench, 25);

        var listing = await bench.Api().ListRunsAsync(ApiBench.Repository, Queued with { Limit = 10 }, Cancel);

        Assert.Equal((10, true, 25), (listing.Items.Length, listing.Truncated, listing.TotalCount));
        Assert.Single(bench.Simulator.Requests.All);
    }

    [Fact]
    public async Task ListRunsAsync_CreatedSince_CutsExactlyAndKeepsTheAddressForAnHour()
    {
        await using var bench = await ApiBench.WithSimulatorAsync();
        var api = bench.Api();
        var now = bench.Time.GetUtcNow();
        foreach (var minutes in new[] { 5, 25, 45, 300 })
        {
            var at = now.AddMinutes(-minutes);
            bench.Simulator.World.AddCompletedRun("octocat/hello-world", "CI", "ci.yml", "failure", at, at, new JobPlan("build", ApiBench.Labels));
        }

        var wide = await api.ListRunsAsync(ApiBench.Repository, new RunQuery("failure", now.AddMinutes(-29), 1000), Cancel);
        var narrow = await api.ListRunsAsync(ApiBench.Repository, new RunQuery("failure", now.AddMinutes(-10), 1000), Cancel);

        Assert.Equal((2, 2, false), (wide.Items.Length, wide.TotalCount, wide.Truncated));
        Assert.Single(narrow.Items);
        Assert.Equal(1, bench.Simulator.Requests.CountedRequests);
    }

    [Fact]
    public async Task DiscoverAsync_PushedSince_LeavesOlderOnesOut()
    {
        await using var bench = await ApiBench.WithSimulatorAsync();
        bench.Simulator.World.AddRepository("octocat/old", pushedAt: bench.Time.GetUtcNow().AddDays(-3));

        var listing = await bench.Api().DiscoverAsync(new RunnersOptions(), bench.Time.GetUtcNow().AddDays(-1), Cancel);

        Assert.Equal([ApiBench.Repository], listing.Items.Select(repository => repository.Name));
        Assert.True(listing.Items[0].Private);
    }

    [Fact]
    public async Task ListRunsAsync_NextPageOnAnotherHost_IsRefused()
    {
        await using var bench = new ApiBench();
        var transport = new ScriptedTransport(_ => ScriptedTransport.Json(
            """{"total_count":1,"workflow_runs":[]}""", HttpStatusCode.OK, ("Link", "<https://elsewhere.test/x?page=2>; rel=\"next\"")));

        var failure = await ApiBench.FailureOf(() => bench.Api(transport).ListRunsAsync(ApiBench.Repository, Queued, Cancel));

        Assert.Equal(GitHubFailureKind.BadResponse, failure.Kind);
        Assert.Single(transport.Sent);
    }

    [Fact]
    public async Task ListRunsAsync_EndlessPages_StopsAndSaysThatItIsCut()
    {
        await using var bench = new ApiBench();
        var transport = new ScriptedTransport(request => ScriptedTransport.Json(
            """{"total_count":0,"workflow_runs":[]}""", HttpStatusCode.OK, ("Link", $"<{request.RequestUri}>; rel=\"next\"")));

        var listing = await bench.Api(transport).ListRunsAsync(ApiBench.Repository, Queued, Cancel);

        Assert.True(listing.Truncated);
        Assert.Equal(10, transport.Sent.Count);
    }

    [Fact]
    public async Task GetRunnerAsync_Deleted_IsNull()
    {
        await using var bench = await ApiBench.WithSimulatorAsync();
        var runner = bench.Simulator.World.AddRunner("octocat/hello-world", "r1", ApiBench.Labels, online: true);
        var api = bench.Api();

        var there = await api.GetRunnerAsync(ApiBench.Repository, runner.Id, Cancel);
        var listed = Assert.Single((await api.ListRunnersAsync(ApiBench.Repository, Cancel)).Items);

        Assert.Equal(("r1", true, false), (there!.Name, there.Online, there.Busy));
        Assert.Equal(there.Labels, listed.Labels);
        bench.Simulator.World.RemoveRunner(runner.Id);
        Assert.Null(await api.GetRunnerAsync(ApiBench.Repository, runner.Id, Cancel));
    }

    [Fact]
    public async Task DeleteRunnerAsync_BusyThenIdleThenGone_SaysEach()
    {
        await using var bench = await ApiBench.WithSimulatorAsync();
        var api = bench.Api();
        var runner = bench.Simulator.World.AddRunner("octocat/hello-world", "r1", ApiBench.Labels, online: true);
        bench.Simulator.World.SetBusy(runner.Id, true);

        Assert.Equal(RunnerDeletion.Busy, await api.DeleteRunnerAsync(ApiBench.Repository, runner.Id, Cancel));
        bench.Simulator.World.SetBusy(runner.Id, false);
        Assert.Equal(RunnerDeletion.Deleted, await api.DeleteRunnerAsync(ApiBench.Repository, runner.Id, Cancel));
        Assert.Equal(RunnerDeletion.NotFound, await api.DeleteRunnerAsync(ApiBench.Repository, runner.Id, Cancel));
    }

    [Fact]
    public async Task DeleteRunnerAsync_Cancelled_EndsAtOnceAlthoughOctokitTakesNoToken()
    {
        await using var bench = new ApiBench();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var api = bench.Api(new ScriptedTransport(async (_, token) =>
        {
            await cancel.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, bench.Time, token);
            return new HttpResponseMessage();
        }));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => api.DeleteRunnerAsync(ApiBench.Repository, 1, cancel.Token));
    }

    [Fact]
    public async Task CreateRegistrationTokenAsync_Allowed_IsASecretWithAnEnd()
    {
        await using var bench = await ApiBench.WithSimulatorAsync();

        var token = await bench.Api().CreateRegistrationTokenAsync(ApiBench.Repository, Cancel);

        Assert.NotEmpty(token.Token.Reveal());
        Assert.DoesNotContain(token.Token.Reveal(), token.ToString(), StringComparison.Ordinal);
        Assert.Equal(bench.Time.GetUtcNow().AddHours(1), token.ExpiresAt, TimeSpan.FromSeconds(5));
    }

    private static void QueueRuns(ApiBench bench, int count)
    {
        for (var run = 0; run < count; run++)
        {
            bench.Simulator.World.QueueRun("octocat/hello-world", "CI", ".github/workflows/ci.yml", new JobPlan("build", ApiBench.Labels));
        }
    }
}
