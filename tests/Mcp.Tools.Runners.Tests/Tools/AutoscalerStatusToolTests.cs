using Mcp.Tools.Runners.Launching;
using System.Text;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Tests.Tools;

public sealed class AutoscalerStatusToolTests
{
    [Fact]
    public async Task Status_LedgerNeverUsed_SaysThatNobodyActsAndHowToStart()
    {
        await using var bench = await Bench.StartAsync();

        var answer = await bench.AskAsync("autoscaler_status");

        Assert.False(answer.GetProperty("alive").GetBoolean());
        Assert.False(answer.Has("lease"));
        Assert.Empty(answer.List("passes"));
        Assert.Equal(("unknown", "unknown", "unknown"), (
            answer.GetProperty("demand").Text("quality"), answer.GetProperty("engine").Text("state"), answer.GetProperty("github_budget").Text("state")));
        Assert.StartsWith("No autoscaler has ever run on this ledger.", answer.Text("summary"), StringComparison.Ordinal);
        Assert.Equal("Start an autoscaler: mcp-runners serve (or mcp-runners autoscale).", answer.List("next_steps")[0].GetString());
    }

    [Fact]
    public async Task Status_Alive_TellsHolderPassesDecisionsAndCost()
    {
        await using var bench = await Bench.StartAsync();
        WorkflowJob[] jobs = [bench.Queue(), bench.Queue(), bench.Queue("octo/api"), bench.Queue("octo/new")];
        bench.Pass(
            jobs[..3],
            [
                bench.Decide(jobs[0], DecisionKind.Wait, "host_cap", "4 of 4 runners are in use."),
                bench.Decide(jobs[1], DecisionKind.Wait, "host_cap", "4 of 4 runners are in use."),
                bench.Decide(jobs[2], DecisionKind.Start, "started", "A runner is started for it."),
            ]);
        bench.Observe(jobs[3]);
        bench.Time.Advance(TimeSpan.FromSeconds(7));

        var answer = await bench.AskAsync("autoscaler_status");

        Assert.True(answer.GetProperty("alive").GetBoolean());
        var lease = answer.GetProperty("lease");
        Assert.Equal(("process 1 on host", 1, 7), (lease.Text("holder"), lease.Number("epoch"), lease.Number("renewed_age_seconds")));
        var pass = Assert.Single(answer.List("passes"));
        Assert.Equal((7, 120, "interval", "complete"), (pass.Number("age_seconds"), pass.Number("duration_ms"), pass.Text("trigger"), pass.Text("demand")));
        Assert.Equal((3, 4, 6), (pass.Number("queued_jobs"), pass.Number("counted_requests"), pass.Number("not_modified")));
        Assert.Equal(
            [("wait", "host_cap", 2), ("start", "started", 1), ("undecided", "not_seen_yet", 1)],
            answer.List("decisions").Select(decision => (decision.Text("decision")!, decision.Text("code")!, decision.Number("jobs"))));
        Assert.Equal(jobs[0].Id, answer.List("decisions")[0].GetProperty("oldest_job_id").GetInt64());
        Assert.Equal(4990, answer.GetProperty("github_budget").Number("remaining"));
        Assert.StartsWith("The autoscaler is alive (process 1 on host, term 1). Its last pass 7 s ago (interval) saw 3 queued jobs,", answer.Text("summary"), StringComparison.Ordinal);
        Assert.Contains($"\"{jobs[0].Id}\"", string.Concat(answer.List("next_steps")), StringComparison.Ordinal);
        Assert.Empty(bench.GitHub.Requests.All);
    }

    [Fact]
    public async Task Status_PoolIsAScaleSet_TellsHowItIsAndWhatToDo()
    {
        await using var bench = await Bench.StartAsync(options => options.Pools[0].ScaleSet = new() { ConfigUrl = new Uri(options.GitHub.ApiAddress, "/octo").AbsoluteUri });
        Assert.Equal("not_listening", Assert.Single((await bench.AskAsync("autoscaler_status")).List("scale_sets")).Text("state"));
        bench.Pass([], []);
        new StatusBoard(bench.Ledger.Database).Put(StatusJson.ScaleSets(
            new([new("default", "https://github.test/octo", "default", ScaleSetState.Down, bench.Now) { Problem = "GitHub refuses it (403).", AssignedJobs = 3 }]), bench.Now));

        var answer = await bench.AskAsync("autoscaler_status");

        var set = Assert.Single(answer.List("scale_sets"));
        Assert.Equal(("down", "GitHub refuses it (403).", 3), (set.Text("state"), set.Text("problem"), set.Number("assigned_jobs")));
        Assert.Contains("GitHub refuses it (403).", string.Concat(answer.List("next_steps")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_StartsFail_ShowsTheBreakerAndWhatIsPromised()
    {
        await using var bench = await Bench.StartAsync();
        var job = bench.Queue();
        var breakers = new BreakerLedger(bench.Ledger.Database);
        breakers.Change("default", repository: null, _ => new("default", Repository: null, 3, bench.Time.GetUtcNow(), bench.Time.GetUtcNow().AddSeconds(20), ReasonCode.ImageMissing, "The image is not there."), bench.Lease);
        bench.Pass([job], [bench.Decide(job, DecisionKind.Wait, ReasonCode.BreakerOpen, "3 starts failed.")]);
        bench.Runner(RunnerState.Busy);

        var answer = await bench.AskAsync("autoscaler_status");

        var breaker = Assert.Single(answer.List("breakers"));
        Assert.Equal(("open", "default", 3, "image_missing"), (breaker.Text("state"), breaker.Text("pool"), breaker.Number("failures"), breaker.Text("code")));
        Assert.Contains("Starts in the pool 'default' fail (3 times in a row): The image is not there.", answer.List("next_steps").Select(step => step.GetString()));
        Assert.Equal(4L << 30, answer.GetProperty("capacity").GetProperty("memory_promised").GetInt64());
        Assert.Contains("docker pull", (await bench.AskAsync("explain_job", $$"""{"job":"{{job.Id}}"}""")).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_ContainerWasChanged_SaysWhichAndWhat()
    {
        await using var bench = await Bench.StartAsync();
        _ = bench.Lease;
        new StatusBoard(bench.Ledger.Database).Put(StatusJson.Drift([new("r1", "mcp-test-r1", ["It is privileged."])], bench.Now));

        var answer = await bench.AskAsync("autoscaler_status");

        Assert.Equal("It is privileged.", Assert.Single(answer.List("drift")).List("differences")[0].GetString());
        Assert.Contains(answer.List("next_steps"), step => step.GetString()!.Contains("mcp-test-r1 is not as it was created", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Status_Images_ShowsWhichHowOldAndTheRunnerInside()
    {
        await using var bench = await Bench.StartAsync(options => options.Pools.Add(new RunnerPool { Name = "pinned", Image = "runner@sha256:9" }));
        bench.Pass([]);
        var image = new PoolImage(
            "default", "ghcr.io/actions/actions-runner:latest", "sha256:1", "sha256:2", "amd64", bench.Now.AddDays(-45), "2.330.0", bench.Now.AddDays(-2), "The registry is down.");
        new StatusBoard(bench.Ledger.Database).Put(StatusJson.Images(new ImageStatus([image, new("pinned", "runner@sha256:9", null, null, null, null, null, null, null)]), bench.Now));

        var answer = await bench.AskAsync("autoscaler_status");

        var (usual, pinned) = (answer.List("images")[0], answer.List("images")[1]);
        Assert.Equal(("present", "sha256:2", "2.330.0", "The registry is down."), (usual.Text("state"), usual.Text("digest"), usual.Text("runner_version"), usual.Text("problem")));
        Assert.Equal((45 * 86_400, bench.Now.AddDays(-2)), (usual.Number("age_seconds"), usual.GetProperty("pulled_at").GetDateTimeOffset()));
        Assert.Equal(("missing", "unknown", true), (pinned.Text("state"), pinned.Text("runner_version"), pinned.GetProperty("pinned").GetBoolean()));
        Assert.Contains(answer.List("next_steps"), step => step.GetString()!.Contains("is 45 d old", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Status_NobodyLookedAtTheImages_IsUnknown()
    {
        await using var bench = await Bench.StartAsync();

        Assert.Equal("unknown", Assert.Single((await bench.AskAsync("autoscaler_status")).List("images")).Text("state"));
    }

    [Fact]
    public async Task Status_Pulls_AreShownHereAndInQueueStatusAndAStillOneIsNamed()
    {
        await using var bench = await Bench.StartAsync();
        bench.Pass([]);
        var pull = new ImagePull("ghcr.io/actions/actions-runner:latest", bench.Now.AddMinutes(-3), bench.Now.AddMinutes(-2), 7, 2, 34 << 20, null);
        new StatusBoard(bench.Ledger.Database).Put(StatusJson.Pulls([pull], bench.Now));

        var answer = await bench.AskAsync("autoscaler_status");
        var queue = await bench.AskAsync("queue_status");

        var shown = Assert.Single(answer.List("pulls"));
        Assert.Equal("34 MiB so far, 2 of 7 layers, since 3 min, nothing new for 2 min", shown.Text("progress"));
        Assert.Equal("default", Assert.Single(shown.List("pools")).GetString());
        Assert.Equal(shown.GetRawText(), Assert.Single(queue.List("pulls")).GetRawText());
        Assert.Equal("pulling", Assert.Single(answer.List("images")).Text("state"));
        Assert.Contains(answer.List("next_steps"), step => step.GetString()!.Contains("stands still", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Status_HolderDied_SaysWhoWasLastAndSinceWhen()
    {
        await using var bench = await Bench.StartAsync();
        bench.Pass([]);
        bench.Time.Advance(TimeSpan.FromHours(2));

        var answer = await bench.AskAsync("autoscaler_status");

        Assert.False(answer.GetProperty("alive").GetBoolean());
        Assert.False(answer.GetProperty("lease").GetProperty("alive").GetBoolean());
        Assert.Contains("(process 1 on host) was seen 2 h ago", answer.Text("summary"), StringComparison.Ordinal);
        Assert.Equal("stale", answer.GetProperty("demand").Text("quality"));
    }

    [Fact]
    public async Task Status_TroubleWithEngineAndRepositories_IsNamedFirst()
    {
        await using var bench = await Bench.StartAsync();
        bench.Pass([bench.Queue()], quality: DemandQuality.Floor, unread: ("octo/web", "GitHub answered 502."), engineProblem: "The Docker engine does not answer. Start it.");

        var answer = await bench.AskAsync("autoscaler_status");

        Assert.Equal("unavailable", answer.GetProperty("engine").Text("state"));
        Assert.Equal("GitHub answered 502.", Assert.Single(answer.GetProperty("demand").List("unread")).Text("reason"));
        Assert.Contains("at least 1 queued job", answer.Text("summary"), StringComparison.Ordinal);
        Assert.Contains("Its problem: The Docker engine does not answer. Start it. 1 repository could not be read.", answer.Text("summary"), StringComparison.Ordinal);
        Assert.Equal(
            ["Get the Docker engine to answer: The Docker engine does not answer. Start it.", "See to the repositories under 'demand.unread': each says why."],
            answer.List("next_steps").Take(2).Select(step => step.GetString()));
    }

    [Fact]
    public async Task Status_AliveButNoPass_SaysThatItIsOverdue()
    {
        await using var bench = await Bench.StartAsync(options => options.PollInterval = TimeSpan.FromSeconds(5));
        bench.Pass([]);
        bench.Time.Advance(TimeSpan.FromSeconds(25));

        var answer = await bench.AskAsync("autoscaler_status");

        Assert.True(answer.GetProperty("alive").GetBoolean());
        Assert.Equal("The next pass is overdue for 20 s although the holder is alive: look into its log.", answer.List("next_steps")[0].GetString());
    }

    [Fact]
    public async Task Status_LongTextsAndManyPasses_ShowsTenBelow25Kb()
    {
        await using var bench = await Bench.StartAsync();
        var jobs = Enumerable.Range(0, 60).Select(_ => bench.Queue()).ToArray();
        foreach (var index in Enumerable.Range(0, 14))
        {
            bench.Pass(
                jobs,
                [.. jobs.Select((job, at) => bench.Decide(job, DecisionKind.Wait, $"code_{at}", new string('é', 2000)))],
                unread: ($"octo/{index}", new string('é', 2000)));
        }

        var answer = await bench.AskAsync("autoscaler_status");

        Assert.Equal(10, answer.List("passes").Length);
        Assert.True(answer.GetProperty("decisions_cut").GetBoolean());
        Assert.InRange(Encoding.UTF8.GetByteCount(answer.GetRawText()), 1, 25_000);
    }
}
