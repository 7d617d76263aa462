using GitHubSimulator;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Tests.Tools;

/// <summary>What is said of jobs that no longer wait, and of those that GitHub does not tell about.</summary>
public sealed class ExplainEndedJobTests
{
    [Theory]
    [InlineData(401, "GITHUB_TOKEN")]
    [InlineData(404, "Actions: read")]
    public async Task Explain_GitHubRefuses_UsesTheLedgersStateAndSaysWhy(int status, string advice)
    {
        await using var bench = await Bench.StartAsync();
        var job = bench.Queue();
        bench.Pass([job], [bench.Decide(job, DecisionKind.Wait, "host_cap", "4 of 4 runners are in use.")]);
        bench.Time.Advance(TimeSpan.FromSeconds(7));
        bench.GitHub.Faults.FailNext(10, status, "GET", "/repos/octo/web/actions/jobs");

        var answer = await bench.ExplainAsync(job.Id);

        Assert.Equal("host_cap", answer.Text("verdict"));
        Assert.Contains(advice, answer.GetProperty("job").Text("stale_because"), StringComparison.Ordinal);
        Assert.Equal(7, answer.GetProperty("job").GetProperty("seen").Number("age_seconds"));
    }

    [Fact]
    public async Task Explain_GoneFromTheQueueAndGitHubRefuses_SaysThatItsEndIsUnknown()
    {
        await using var bench = await Bench.StartAsync();
        var job = bench.Queue() with { Id = 987_654_321 };
        bench.Pass([job]);
        bench.Time.Advance(TimeSpan.FromSeconds(60));
        bench.Ledger.Jobs.MarkGone([job.Id], bench.Now);
        bench.Time.Advance(TimeSpan.FromSeconds(5));

        var answer = await bench.ExplainAsync(job.Id);

        Assert.Equal("unknown_status", answer.Text("verdict"));
        Assert.Contains("did not show it any more 5 s ago", answer.Text("explanation"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_Running_NamesTheRunnerAndThatItIsOurs()
    {
        await using var bench = await Bench.StartAsync();
        var job = bench.Queue();
        bench.Pass([job]);
        var row = bench.Runner(RunnerState.Busy, job: job.Id);
        var runner = bench.GitHub.World.AddRunner("octo/web", row.Name, ["self-hosted", "linux", "x64"], online: true);
        Assert.True(bench.GitHub.World.StartJob(job.Id, runner.Id));

        var answer = await bench.ExplainAsync(job.Id);

        Assert.Equal("running", answer.Text("verdict"));
        Assert.Contains($"the runner {row.Name} of this host", answer.Text("explanation"), StringComparison.Ordinal);
        Assert.False(answer.Has("waiting_seconds"));
    }

    [Fact]
    public async Task Explain_Failed_GivesConclusionAndRerunCommand()
    {
        await using var bench = await Bench.StartAsync();
        var job = bench.Queue();
        bench.Pass([job]);
        Assert.True(bench.GitHub.World.CompleteJob(job.Id, "failure"));

        var answer = await bench.ExplainAsync(job.Id);

        Assert.Equal("finished", answer.Text("verdict"));
        Assert.Contains("failure", answer.Text("explanation"), StringComparison.Ordinal);
        Assert.Equal($"gh run rerun {job.RunId} --failed --repo octo/web", answer.Text("command"));
        Assert.Equal("list_jobs", answer.GetProperty("tool_call").Text("name"));
    }

    [Fact]
    public async Task Explain_FailedWhileStartingContainersThoughThePoolHasADaemon_DoesNotBlameAMissingOne()
    {
        await using var bench = await Bench.StartAsync(options => options.Pools[0].OwnDocker = true);
        var runner = bench.Register(bench.Runner(RunnerState.Busy), online: true);
        var run = bench.GitHub.World.QueueRun(
            "octo/web", "CI", ".github/workflows/ci.yml", new JobPlan("build", ["self-hosted"]) { Conclusion = "failure", FailingStep = "Initialize containers" });
        Assert.True(bench.GitHub.World.StartJob(run.JobIds[0], runner.Id));
        Assert.True(bench.GitHub.World.CompleteJob(run.JobIds[0], "failure"));

        var answer = await bench.AskAsync("explain_job", $$"""{"job":"{{run.JobIds[0]}}","repository":"octo/web"}""");

        Assert.Equal("finished", answer.Text("verdict"));
    }

    [Theory]
    [InlineData(true, "container_needs_docker")]
    [InlineData(false, "finished")]
    public async Task Explain_FailedWhileStartingContainers_NamesTheMissingDaemonWhereTheRunnerWasOurs(bool ours, string verdict)
    {
        await using var bench = await Bench.StartAsync();
        var row = bench.Runner(RunnerState.Busy);
        var runner = ours ? bench.Register(row, online: true) : bench.Register("octo/web", "somebody-elses", online: true);
        var run = bench.GitHub.World.QueueRun(
            "octo/web", "CI", ".github/workflows/ci.yml", new JobPlan("build", ["self-hosted"]) { Conclusion = "failure", FailingStep = "Initialize containers" });
        Assert.True(bench.GitHub.World.StartJob(run.JobIds[0], runner.Id));
        Assert.True(bench.GitHub.World.CompleteJob(run.JobIds[0], "failure"));

        var answer = await bench.AskAsync("explain_job", $$"""{"job":"{{run.JobIds[0]}}","repository":"octo/web"}""");

        Assert.Equal(verdict, answer.Text("verdict"));
        Assert.Equal(ours, answer.Text("explanation")!.Contains("Docker daemon", StringComparison.Ordinal));
    }
}
