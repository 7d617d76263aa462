using Mcp.Tools.Runners.DemandSources;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Lifecycle;
using Mcp.Tools.Runners.Tests.DemandSources.Webhooks;

namespace Mcp.Tools.Runners.Tests.Lifecycle;

public class WebhookPassTests
{
    private const string Web = "octocat/web";

    private const string Hook = "octocat/web/501";

    private static readonly Uri Nowhere = new("http://127.0.0.1:1/webhooks/github");

    [Fact]
    public async Task Run_JobToldBetweenPolls_IsServedAtOnceAndWithoutReadingTheQueues()
    {
        await using var bench = await StartAsync();
        await bench.PassAsync();
        var job = bench.Queue(Web);
        Assert.False(bench.Get<ScalingPass>().HasRequests);
        await DeliverAsync(bench);
        Assert.True(bench.Get<ScalingPass>().HasRequests);
        var requests = bench.GitHub.Requests.All.Count;

        await bench.PassAsync(Look.Engine);

        Assert.False(bench.Get<ScalingPass>().HasRequests);
        Assert.Equal(job, Assert.Single(bench.Runners.ListOpen()).RequestedForJobId);
        Assert.Single(bench.Engine.Containers);
        Assert.Equal(
            ["POST /repos/octocat/web/actions/runners/generate-jitconfig"],
            bench.GitHub.Requests.All.Skip(requests).Select(request => $"{request.Method} {request.PathAndQuery}"));
    }

    [Fact]
    public async Task Run_RunnersJobTold_TheRunnerIsBusyWithItAtOnceAndNoOtherStarts()
    {
        await using var bench = await StartAsync();
        var job = bench.Queue(Web);
        await bench.PassAsync();
        var runner = Assert.Single(bench.Runners.ListOpen());
        await DeliverAsync(bench);
        bench.Time.Advance(TimeSpan.FromSeconds(5));
        bench.TakeJob(runner, job);
        await DeliverAsync(bench);

        await bench.PassAsync(Look.Engine);

        Assert.Equal((RunnerState.Busy, job), (bench.Runners.Get(runner.Id)!.State, bench.Runners.Get(runner.Id)!.JobId));
        bench.EndJob(runner, job);
        await DeliverAsync(bench);
        await bench.PassAsync(Look.Engine);
        await bench.PassAsync(Look.Engine);
        Assert.Equal((RunnerState.Removed, job), (bench.Runners.Get(runner.Id)!.State, bench.Runners.Get(runner.Id)!.JobId));
        Assert.Equal(1, bench.Engine.Created);
        Assert.Equal("success", bench.Jobs.Get(job)!.Job.Conclusion);
    }

    [Fact]
    public async Task Run_EveryStepToldThriceAndPolled_OneJobIsOneRunner()
    {
        await using var bench = await StartAsync();
        var job = bench.Queue(Web);
        await DeliverAsync(bench);
        await bench.PassAsync(Look.Engine);
        await bench.PassAsync();
        foreach (var delivery in bench.GitHub.Webhooks.DeliveriesOf(501))
        {
            bench.Get<WebhookInbox>().Receive(Deliveries.Of(delivery) with { Id = Guid.NewGuid().ToString() });
        }

        await bench.PassAsync(Look.Engine);
        Assert.Equal(job, Assert.Single(bench.Runners.ListOpen()).RequestedForJobId);
        Assert.Equal(1, bench.Engine.Created);
    }

    [Fact]
    public async Task Run_CancelledAsTold_StartsNothingForIt()
    {
        await using var bench = await StartAsync(options => options.MaxRunners = 1);
        var jobs = bench.QueueMany(Web, 2);
        await bench.PassAsync();
        Assert.Equal(ReasonCode.HostCap, bench.DecisionOn(jobs[1])!.Code);
        bench.World.CancelJob(jobs[1]);
        await DeliverAsync(bench);
        var runner = Assert.Single(bench.Runners.ListOpen());
        bench.TakeJob(runner, jobs[0]);
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        bench.EndJob(runner, jobs[0]);
        await bench.PassAsync(Look.Engine);
        await bench.PassAsync(Look.Engine);
        Assert.Equal(1, bench.Engine.Created);
    }

    [Fact]
    public async Task Run_QueuesCannotBeRead_WhatWebhooksTellIsServed()
    {
        await using var bench = await StartAsync(options => options.Repositories.Add(Web));
        bench.World.AddRepository(Web);
        bench.GitHub.Faults.FailNext(1_000, 403, "GET", "/repos/octocat/web/actions/runs");
        var job = bench.Queue(Web);
        await bench.PassAsync();
        Assert.Empty(bench.Engine.Containers);

        await DeliverAsync(bench);
        await bench.PassAsync(Look.Engine);

        Assert.Equal(job, Assert.Single(bench.Runners.ListOpen()).RequestedForJobId);
        var status = await bench.AskAsync("autoscaler_status");
        Assert.Equal("floor", status.GetProperty("demand").GetProperty("quality").GetString());
        Assert.Equal("webhooks", status.GetProperty("demand").GetProperty("seen").GetProperty("source").GetString());
        Assert.Equal(["poller failed", "webhooks alive"], status.GetProperty("sources").EnumerateArray().Select(source => $"{source.GetProperty("source").GetString()} {source.GetProperty("state").GetString()}"));
    }

    [Fact]
    public async Task Run_RepositoryThatIsNotServed_IsRefusedWithTheReason()
    {
        await using var bench = await StartAsync(options => options.Repositories.Add("octocat/other"));
        bench.World.AddRepository("octocat/other");
        await bench.PassAsync();
        var job = bench.Queue(Web);
        await DeliverAsync(bench);
        await bench.PassAsync(Look.Engine);
        Assert.Empty(bench.Engine.Containers);
        Assert.Equal((DecisionKind.Refuse, ReasonCode.RepositoryNotWatched), (bench.DecisionOn(job)!.Kind, bench.DecisionOn(job)!.Code));
        var explained = await bench.AskAsync("explain_job", $$"""{"job":"{{job}}"}""");
        Assert.Equal("repository_not_watched", explained.GetProperty("verdict").GetString());

        // Nobody asks GitHub about it either, and after a day it is forgotten.
        bench.Time.Advance(TimeSpan.FromHours(25));
        await bench.PassAsync();
        Assert.DoesNotContain(bench.GitHub.Requests.All, request => request.PathAndQuery.StartsWith("/repos/octocat/web/actions/runs", StringComparison.Ordinal));
        Assert.NotNull(bench.Jobs.Get(job)!.GoneAt);
    }

    [Fact]
    public async Task Run_PublicRepositoryAsTold_IsRefused()
    {
        await using var bench = await StartAsync();
        await bench.PassAsync();
        bench.World.AddRepository(Web, @private: false);
        var job = bench.Queue(Web);
        await DeliverAsync(bench);
        await bench.PassAsync(Look.Engine);
        Assert.Empty(bench.Engine.Containers);
        Assert.Equal(ReasonCode.PublicRepository, bench.DecisionOn(job)!.Code);
    }

    [Fact]
    public async Task Run_SourcesDisagree_StatusCountsIt()
    {
        await using var bench = await StartAsync();
        bench.QueueMany(Web, 2);
        await DeliverAsync(bench);
        bench.GitHub.Webhooks.Faults.LoseNext(10);
        bench.QueueMany(Web, 3);
        await bench.GitHub.Webhooks.IdleAsync(TestContext.Current.CancellationToken);
        bench.Get<WebhookInbox>().Receive(Deliveries.Signed("workflow_job", Deliveries.Job(999_901, "queued", repository: Web)));
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        await bench.PassAsync();
        var sources = bench.Get<DemandSight>().Merge().Sources;
        Assert.Equal([("poller", 3), ("webhooks", 1)], sources.Select(source => (source.Name, source.OnlyHere!.Value)));
        var queue = await bench.AskAsync("queue_status");
        Assert.Equal(3, queue.GetProperty("sources")[0].GetProperty("jobs_only_here").GetInt32());
    }

    [Fact]
    public async Task Run_DownForAnHourWithThreeHundredJobs_KnowsExactlyWhatIsLeftWithoutReadingTheQueues()
    {
        await using var bench = await StartAsync(options =>
        {
            options.Repositories.Add(Web);
            options.GitHub.DeliveriesOf.Add(Hook);
        });
        bench.World.AddRepository(Web);
        await bench.PassAsync();

        var left = new SortedSet<long>();
        for (var batch = 0; batch < 6; batch++)
        {
            var jobs = bench.QueueMany(Web, 50);
            bench.Time.Advance(TimeSpan.FromMinutes(10));
            foreach (var (index, job) in jobs.Index())
            {
                if (index % 2 == 0)
                {
                    bench.World.CompleteJob(job, "success");
                }
                else
                {
                    left.Add(job);
                }
            }
        }

        await bench.GitHub.Webhooks.IdleAsync(TestContext.Current.CancellationToken);
        await bench.CrashAndRestartAsync();
        bench.GitHub.Faults.FailNext(1_000, 403, "GET", "/repos/octocat/web/actions/runs");
        var before = bench.GitHub.Requests.All.Count;
        await bench.PassAsync();

        var demand = bench.Get<DemandSight>().Merge().Demand;
        Assert.Equal(left, demand.Jobs.Where(job => job.Status == JobStatus.Queued).Select(job => job.Id).Order());
        Assert.Equal(150, left.Count);
        Assert.Equal(DemandQuality.Floor, demand.Quality);
        Assert.Equal(2, bench.Engine.Created);
        Assert.All(demand.Jobs, job => Assert.Equal(".github/workflows/ci.yml", job.WorkflowPath));
        var requests = bench.GitHub.Requests.All.Skip(before).ToList();
        Assert.DoesNotContain(requests, request => request.PathAndQuery.Contains("/jobs", StringComparison.Ordinal));
        TestContext.Current.SendDiagnosticMessage($"150 of 300 jobs left, known after {requests.Count(request => request.Counted)} counted requests.");

        // What is known is not fetched again.
        before = bench.GitHub.Requests.All.Count;
        await bench.PassAsync();
        Assert.DoesNotContain(bench.GitHub.Requests.All.Skip(before), request => request.PathAndQuery.Contains("/deliveries/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_ListOfDeliveriesFailsHalfWay_TheRestIsFetchedTheNextTime()
    {
        await using var bench = await StartAsync(options => options.GitHub.DeliveriesOf.Add(Hook));
        bench.World.AddRepository(Web);
        await bench.PassAsync();
        bench.QueueMany(Web, 20);
        await bench.GitHub.Webhooks.IdleAsync(TestContext.Current.CancellationToken);
        bench.GitHub.Faults.FailNext(1, 403, "GET", "/repos/octocat/web/hooks/501/deliveries/");
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        await bench.PassAsync();
        Assert.Equal("failed", bench.Get<DemandSight>().Merge().Sources.Single(source => source.Name.EndsWith("hooks/501", StringComparison.Ordinal)).State);

        bench.GitHub.Faults.Clear();
        bench.Time.Advance(TimeSpan.FromMinutes(10));
        await bench.PassAsync();
        Assert.Equal(20, bench.Get<WebhookLedger>().Counts().Where(entry => entry.Key is WebhookOutcome.Stored or WebhookOutcome.Known).Sum(entry => entry.Value) - RunEvents(bench));
        Assert.Equal("alive", bench.Get<DemandSight>().Merge().Sources.Single(source => source.Name.EndsWith("hooks/501", StringComparison.Ordinal)).State);
    }

    private static int RunEvents(AutoscalerBench bench) => bench.GitHub.Webhooks.DeliveriesOf(501).Count(delivery => delivery is { Event: "workflow_run", Action: "requested" });

    private static async Task<AutoscalerBench> StartAsync(Action<RunnersOptions>? configure = null)
    {
        var bench = await AutoscalerBench.StartAsync(options =>
        {
            options.GitHub.WebhookSecret = new Secret(Deliveries.Secret);
            configure?.Invoke(options);
        });
        Assert.Equal(501, bench.GitHub.Webhooks.Add(Web, Nowhere, Deliveries.Secret).Id);
        return bench;
    }

    /// <summary>Everything that GitHub has told since reaches the inbox.</summary>
    private static async Task DeliverAsync(AutoscalerBench bench)
    {
        await bench.GitHub.Webhooks.IdleAsync(TestContext.Current.CancellationToken);
        foreach (var delivery in bench.GitHub.Webhooks.DeliveriesOf(501).Reverse())
        {
            bench.Get<WebhookInbox>().Receive(Deliveries.Of(delivery));
        }
    }
}
