using GitHubSimulator;
using Mcp.Tools.Runners.Launching;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Tests.Tools;

/// <summary>Each cause of a waiting job, provoked on a real ledger and the GitHub simulator.</summary>
public sealed class ExplainJobToolTests
{
    [Theory]
    [InlineData("ubuntu-latest", "hosted_label", "runs-on")]
    [InlineData("self-hosted,linux,arm64", "wrong_architecture", "arm64")]
    [InlineData("self-hosted,windows,x64", "wrong_os", "linux")]
    [InlineData("self-hosted,linux,x64,fpga", "missing_label", "'fpga'")]
    public async Task Explain_LabelsThatNoPoolHas_NamesCauseAndRemedy(string labels, string verdict, string remedy)
    {
        await using var bench = await Bench.StartAsync();
        var job = bench.Queue(labels: labels.Split(','));
        bench.Pass([job]);

        var answer = await bench.ExplainAsync(job.Id);

        Assert.Equal(verdict, answer.Text("verdict"));
        Assert.Contains(remedy, answer.Text("remedy"), StringComparison.Ordinal);
        Assert.Equal("github", answer.GetProperty("job").GetProperty("seen").Text("source"));
    }

    [Fact]
    public async Task Explain_NoLabels_SaysSo()
    {
        await using var bench = await Bench.StartAsync();
        var job = bench.Queue() with { Id = 987_654_321, Labels = [] };
        bench.Pass([job]);

        Assert.Equal("no_labels", (await bench.ExplainAsync(job.Id)).Text("verdict"));
    }

    [Fact]
    public async Task Explain_Address_NeedsNoRepositoryAndNoLedger()
    {
        await using var bench = await Bench.StartAsync();
        var job = bench.Queue(labels: "ubuntu-latest");

        var answer = await bench.AskAsync("explain_job", $$"""{"job":"https://github.com/octo/web/actions/runs/{{job.RunId}}/job/{{job.Id}}"}""");

        Assert.Equal("hosted_label", answer.Text("verdict"));
    }

    [Fact]
    public async Task Explain_Run_ExplainsTheJobThatWaitsAndCountsTheOthers()
    {
        await using var bench = await Bench.StartAsync();
        bench.GitHub.World.AddRepository("octo/web");
        var run = bench.GitHub.World.QueueRun("octo/web", "CI", ".github/workflows/ci.yml", new JobPlan("a", ["self-hosted"]), new JobPlan("b", ["self-hosted", "fpga"]));
        Assert.True(bench.GitHub.World.CompleteJob(run.JobIds[0], "success"));

        var answer = await bench.AskAsync("explain_job", $$"""{"job":"{{run.Id}}","repository":"octo/web"}""");

        Assert.Equal(("b", "missing_label"), (answer.GetProperty("job").Text("name"), answer.Text("verdict")));
        Assert.Equal(1, answer.GetProperty("other_jobs").Number("completed"));
    }

    [Fact]
    public async Task Explain_Oldest_TakesTheOneThatWaitsLongest()
    {
        await using var bench = await Bench.StartAsync();
        var oldest = bench.Queue("octo/api");
        bench.Time.Advance(TimeSpan.FromMinutes(2));
        bench.Pass([bench.Queue(), oldest]);

        var answer = await bench.AskAsync("explain_job", """{"job":"oldest"}""");

        Assert.Equal(oldest.Id, answer.GetProperty("job").GetProperty("id").GetInt64());
        Assert.Equal(120, answer.Number("waiting_seconds"));
        Assert.Contains("no waiting job in octo/none", await bench.RefusalAsync("explain_job", """{"job":"oldest","repository":"octo/none"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_UnknownNumber_SaysThatGitHubHasNeitherJobNorRun()
    {
        await using var bench = await Bench.StartAsync();
        bench.GitHub.World.AddRepository("octo/web");

        var refusal = await bench.RefusalAsync("explain_job", """{"job":"4242","repository":"octo/web"}""");

        Assert.Contains("no job and no run 4242 in octo/web", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_ArchitectureOnlyInTheFileName_SaysItIsAHint()
    {
        await using var bench = await Bench.StartAsync();
        var job = bench.Queue(path: ".github/workflows/build-arm64.yml", labels: ["self-hosted", "linux"]);

        var answer = await bench.AskAsync("explain_job", $$"""{"job":"{{job.Id}}","repository":"octo/web"}""");

        Assert.Equal("wrong_architecture", answer.Text("verdict"));
        Assert.Contains("file name 'build-arm64'", answer.Text("explanation"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_QueuedForMoreThanADay_SaysRunItAgain()
    {
        await using var bench = await Bench.StartAsync();
        // The simulator would have dropped it by then, as GitHub does; this one only the ledger knows.
        var job = bench.Queue() with { Id = 987_654_321 };
        bench.Observe(job);
        bench.Time.Advance(TimeSpan.FromHours(25));

        var answer = await bench.ExplainAsync(job.Id);

        Assert.Equal("queued_too_long", answer.Text("verdict"));
        Assert.Equal($"gh run rerun {job.RunId} --repo octo/web", answer.Text("command"));
    }

    [Fact]
    public async Task Explain_RepositoryNotAmongTheChosen_GivesTheCommandThatAddsIt()
    {
        await using var bench = await Bench.StartAsync(options => options.Repositories.Add("octo/other"));
        var job = bench.Queue();
        bench.Pass([]);

        var answer = await bench.AskAsync("explain_job", $$"""{"job":"{{job.Id}}","repository":"octo/web"}""");

        Assert.Equal("repository_not_watched", answer.Text("verdict"));
        Assert.Equal("mcp-runners serve --repository octo/other --repository octo/web", answer.Text("command"));
    }

    [Fact]
    public async Task Explain_CompleteReadingsNeverShowedIt_SaysTheRepositoryIsNotWatched()
    {
        await using var bench = await Bench.StartAsync();
        var job = bench.Queue();
        bench.Time.Advance(TimeSpan.FromMinutes(8));
        bench.Pass([]);

        var answer = await bench.AskAsync("explain_job", $$"""{"job":"{{job.Id}}","repository":"octo/web"}""");

        Assert.Equal("repository_not_watched", answer.Text("verdict"));
        Assert.Contains("Administration: write", answer.Text("remedy"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("host_cap", "--max-runners 5")]
    [InlineData("pool_cap", "MaxRunners of the pool 'default'")]
    [InlineData("repository_cap", "MaxRunnersPerRepository")]
    public async Task Explain_Cap_ShowsWhoTakesThePlaces(string code, string remedy)
    {
        await using var bench = await Bench.StartAsync();
        var job = bench.Queue();
        var busy = bench.Runner(RunnerState.Busy);
        bench.Pass([job], [bench.Decide(job, DecisionKind.Wait, code, "1 of 1 runners are in use.")]);

        var answer = await bench.ExplainAsync(job.Id);

        Assert.Equal(code, answer.Text("verdict"));
        Assert.Contains(remedy, $"{answer.Text("remedy")} {answer.Text("command")}", StringComparison.Ordinal);
        Assert.Equal(busy.Name, Assert.Single(answer.List("occupied_by")).Text("runner"));
        Assert.Equal("wait", Assert.Single(answer.List("decisions")).Text("kind"));
    }

    [Theory]
    [InlineData("image_missing", "docker pull ghcr.io/actions/actions-runner:latest")]
    [InlineData("image_wrong_architecture", "docker pull --platform linux/amd64 ghcr.io/actions/actions-runner:latest")]
    [InlineData("engine_error", "docker info")]
    [InlineData("registration_refused", "Administration: write")]
    [InlineData("backing_off", "tries again")]
    public async Task Explain_StartsFail_RepeatsTheRecordedReason(string code, string remedy)
    {
        await using var bench = await Bench.StartAsync();
        var job = bench.Queue();
        bench.Pass([job], [bench.Decide(job, DecisionKind.Wait, code, "3 starts failed; the reason is this.")]);

        var answer = await bench.ExplainAsync(job.Id);

        Assert.Equal(code, answer.Text("verdict"));
        Assert.Contains("the reason is this", answer.Text("explanation"), StringComparison.Ordinal);
        Assert.Contains(remedy, $"{answer.Text("remedy")} {answer.Text("command")}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_ItsRunnerWaitsForThePull_SaysHowFarThatIs()
    {
        await using var bench = await Bench.StartAsync();
        var job = bench.Queue();
        var runner = bench.Runner(RunnerState.Registered, job: job.Id);
        bench.Pass([job], [bench.Decide(job, DecisionKind.Serve, ReasonCode.Served, "A runner is on its way.", runner.Id)]);
        var pull = new ImagePull("ghcr.io/actions/actions-runner:latest", bench.Now.AddSeconds(-20), bench.Now, 7, 2, 34 << 20, 210 << 20);
        new StatusBoard(bench.Ledger.Database).Put(StatusJson.Pulls([pull], bench.Now));

        var answer = await bench.ExplainAsync(job.Id);

        Assert.Equal("image_pulling", answer.Text("verdict"));
        Assert.Contains("is being pulled for the runner", answer.Text("explanation"), StringComparison.Ordinal);
        Assert.EndsWith("34 of 210 MiB, 2 of 7 layers, since 20 s.", answer.Text("explanation"), StringComparison.Ordinal);
        Assert.Equal(pull.Since, answer.GetProperty("since").GetDateTimeOffset());
    }

    [Fact]
    public async Task Explain_PullThatNobodyConfirms_IsNotTold()
    {
        await using var bench = await Bench.StartAsync();
        var job = bench.Queue();
        var runner = bench.Runner(RunnerState.Registered, job: job.Id);
        var pull = new ImagePull("ghcr.io/actions/actions-runner:latest", bench.Now, bench.Now, 7, 2, 34 << 20, 210 << 20);
        new StatusBoard(bench.Ledger.Database).Put(StatusJson.Pulls([pull], bench.Now));
        bench.Time.Advance(TimeSpan.FromSeconds(16));
        bench.Pass([job], [bench.Decide(job, DecisionKind.Serve, ReasonCode.Served, "A runner is on its way.", runner.Id)]);

        Assert.Equal("runner_starting", (await bench.ExplainAsync(job.Id)).Text("verdict"));
    }

    [Theory]
    [InlineData(RunnerState.Reserved, "runner_starting")]
    [InlineData(RunnerState.Registered, "runner_starting")]
    [InlineData(RunnerState.Created, "runner_starting")]
    [InlineData(RunnerState.Started, "runner_starting")]
    [InlineData(RunnerState.Online, "runner_ready")]
    [InlineData(RunnerState.Busy, "runner_ready")]
    [InlineData(RunnerState.Failed, "start_failed")]
    [InlineData(RunnerState.Quarantined, "start_failed")]
    [InlineData(RunnerState.Removed, "not_seen_yet")]
    public async Task Explain_RunnerForIt_SaysWhichStateSinceWhen(RunnerState state, string verdict)
    {
        await using var bench = await Bench.StartAsync();
        var job = bench.Queue();
        var runner = bench.Runner(state, job: job.Id, reason: "no space left on device");
        bench.Pass([job], [bench.Decide(job, DecisionKind.Start, "started", "A runner is started for it.", runner.Id)]);
        bench.Time.Advance(TimeSpan.FromSeconds(9));

        var answer = await bench.ExplainAsync(job.Id);

        Assert.Equal(verdict, answer.Text("verdict"));
        Assert.Contains(runner.Name, answer.Text("explanation"), StringComparison.Ordinal);
        Assert.Contains("9 s ago", answer.Text("explanation"), StringComparison.Ordinal);
        Assert.Equal(state is RunnerState.Failed or RunnerState.Quarantined or RunnerState.Removed, answer.Text("explanation")!.Contains("no space left", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Explain_NoAutoscalerEver_GivesTheCommandThatStartsOne()
    {
        await using var bench = await Bench.StartAsync();
        var job = bench.Queue();

        var answer = await bench.AskAsync("explain_job", $$"""{"job":"{{job.Id}}","repository":"octo/web"}""");

        Assert.Equal("no_autoscaler", answer.Text("verdict"));
        Assert.Equal("mcp-runners serve", answer.Text("command"));
        Assert.Contains("ever", answer.Text("explanation"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_SeveralObstacles_NamesTheOthersToo()
    {
        await using var bench = await Bench.StartAsync(options => options.Repositories.Add("octo/other"));
        var job = bench.Queue();

        var answer = await bench.AskAsync("explain_job", $$"""{"job":"{{job.Id}}","repository":"octo/web"}""");

        Assert.Equal("repository_not_watched", answer.Text("verdict"));
        Assert.Equal("no_autoscaler", Assert.Single(answer.List("also")).Text("code"));
    }

    [Fact]
    public async Task Explain_AutoscalerDied_SaysWhenItWasLastSeen()
    {
        await using var bench = await Bench.StartAsync();
        var job = bench.Queue();
        bench.Pass([job], [bench.Decide(job, DecisionKind.Wait, "host_cap", "4 of 4 runners are in use.")]);
        bench.Time.Advance(TimeSpan.FromMinutes(3));

        var answer = await bench.ExplainAsync(job.Id);

        Assert.Equal("no_autoscaler", answer.Text("verdict"));
        Assert.Contains("3 min ago", answer.Text("explanation"), StringComparison.Ordinal);
        Assert.Equal("host_cap", Assert.Single(answer.List("decisions")).Text("code"));
    }

    [Fact]
    public async Task Explain_EngineDown_RepeatsTheEnginesProblem()
    {
        await using var bench = await Bench.StartAsync();
        var job = bench.Queue();
        bench.Pass([job], engineProblem: "Nothing listens on /var/run/docker.sock. Start the Docker engine.");

        var answer = await bench.ExplainAsync(job.Id);

        Assert.Equal("engine_unavailable", answer.Text("verdict"));
        Assert.Contains("docker.sock", answer.Text("explanation"), StringComparison.Ordinal);
        Assert.Equal("docker info", answer.Text("command"));
    }

    [Theory]
    [InlineData(DemandQuality.Unknown)]
    [InlineData(DemandQuality.Complete)]
    public async Task Explain_QueueCouldNotBeRead_SaysWhyAndThatNothingIsGuessed(DemandQuality quality)
    {
        await using var bench = await Bench.StartAsync();
        var job = bench.Queue();
        bench.Pass([], quality: quality, unread: ("octo/web", "GitHub does not know the token (401). Set GITHUB_TOKEN."));

        var answer = await bench.AskAsync("explain_job", $$"""{"job":"{{job.Id}}","repository":"octo/web"}""");

        Assert.Equal("demand_unknown", answer.Text("verdict"));
        Assert.Contains("Set GITHUB_TOKEN", answer.Text("explanation"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_NoPassSinceItWasQueued_SaysWhenTheNextIsDue()
    {
        await using var bench = await Bench.StartAsync();
        bench.Pass([]);
        bench.Time.Advance(TimeSpan.FromSeconds(20));
        var job = bench.Queue();

        var answer = await bench.AskAsync("explain_job", $$"""{"job":"{{job.Id}}","repository":"octo/web"}""");

        Assert.Equal("not_seen_yet", answer.Text("verdict"));
        Assert.Contains("due in 40 s", answer.Text("explanation"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(JobStatus.Waiting, "waiting_for_approval", "approve")]
    [InlineData(JobStatus.Pending, "pending", "needs:")]
    public async Task Explain_NotYetQueued_SaysWhatHoldsItBack(JobStatus status, string verdict, string words)
    {
        await using var bench = await Bench.StartAsync();
        var job = bench.Queue() with { Id = 987_654_321, Status = status };
        bench.Pass([job]);

        // The simulator has no such job, so this is the ledger's state, and the answer says so.
        var answer = await bench.ExplainAsync(job.Id);

        Assert.Equal(verdict, answer.Text("verdict"));
        Assert.Contains(words, $"{answer.Text("explanation")} {answer.Text("remedy")}", StringComparison.Ordinal);
        Assert.NotNull(answer.GetProperty("job").Text("stale_because"));
        Assert.Equal("poller", answer.GetProperty("job").GetProperty("seen").Text("source"));
    }
}
