using GitHubSimulator;
using Mcp.Tools.Runners.Tests.Lifecycle;

namespace Mcp.Tools.Runners.Tests.Tools;

/// <summary>Causes that lie in what a job asks for and who may ask, provoked through the simulator and a real pass.</summary>
public sealed class ExplainRulesTests
{
    [Theory]
    [InlineData("ubuntu-latest", "hosted_label", "runs-on: ubuntu-latest")]
    [InlineData("self-hosted,linux,arm64", "wrong_architecture", "arm64 machine")]
    [InlineData("self-hosted,windows,x64", "wrong_os", "'linux'")]
    [InlineData("self-hosted,linux,x64,fpga", "missing_label", "'fpga'")]
    public async Task Labels_NoPoolHasThem(string labels, string verdict, string remedy)
    {
        await using var bench = await AutoscalerBench.StartAsync();
        var job = bench.Queue("octocat/web", labels.Split(','));
        await bench.PassAsync();

        await Explained.AssertAsync(bench, job, verdict, remedy);
        Assert.Equal(verdict, bench.DecisionOn(job)!.Code);
    }

    [Fact]
    public async Task PublicRepository_IsRefusedUntilItIsAllowedByName()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        bench.World.AddRepository("octocat/open", @private: false);
        var job = bench.Queue("octocat/open");
        await bench.PassAsync();

        await Explained.AssertAsync(bench, job, "public_repository", "mcp-runners serve --allow-public octocat/open");
    }

    [Fact]
    public async Task Repository_NotAmongTheNamedOnes()
    {
        await using var bench = await AutoscalerBench.StartAsync(options => options.Repositories.Add("octocat/other"));
        bench.World.AddRepository("octocat/other");
        var job = bench.Queue("octocat/web");
        await bench.PassAsync();

        await Explained.AssertAsync(bench, job, "repository_not_watched", "--repository octocat/other --repository octocat/web");
    }

    [Fact]
    public async Task Repository_DeniedByAPattern()
    {
        await using var bench = await AutoscalerBench.StartAsync(options => options.DeniedRepositories.Add("octocat/secret-*"));
        var job = bench.Queue("octocat/secret-plans");
        await bench.PassAsync();

        await Explained.AssertAsync(bench, job, "repository_denied", "deniedRepositories");
    }

    [Fact]
    public async Task Environment_WaitsForItsReviewers()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        var job = Run(bench, new JobPlan("deploy", ["self-hosted"]) { NeedsApproval = true })[0];
        await bench.PassAsync();

        await Explained.AssertAsync(bench, job, "waiting_for_approval", "must approve it", "gh run view");
        Assert.True(bench.World.ApproveJob(job));
        await bench.PassAsync();
        await Explained.AssertAsync(bench, job, "runner_starting");
    }

    [Fact]
    public async Task Needs_NamesTheJobInFrontAndHowToAskAboutIt()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        var jobs = Run(bench, new JobPlan("build", ["self-hosted", "fpga"]), new JobPlan("deploy", ["self-hosted"]) { Needs = ["build"] });
        await bench.PassAsync();

        var answer = await Explained.AssertAsync(bench, jobs[1], "needs", "'build' must succeed first", $"\"job\":\"{jobs[0]}\"");
        Assert.Contains("'build' has not ended (queued)", answer.Text("explanation"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConcurrencyGroup_NamesTheRunInFrontAndTheCallThatCancelsIt()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        var plan = new JobPlan("deploy", ["self-hosted"]) { ConcurrencyGroup = "production" };
        var first = Run(bench, plan)[0];
        await bench.LiveOnAsync(TimeSpan.FromSeconds(30));
        var second = Run(bench, plan)[0];
        await bench.PassAsync();
        var front = bench.World.Snapshot().Jobs[first].RunId;

        await Explained.AssertAsync(bench, second, "concurrency_group", $"gh run cancel {front} --repo octocat/web", $"\"name\":\"cancel_run\",\"arguments\":{{\"repository\":\"octocat/web\",\"run\":\"{front}\"");
        Assert.True(bench.World.CancelJob(first));
        await bench.PassAsync();
        await Explained.AssertAsync(bench, second, "runner_starting");
    }

    [Fact]
    public async Task Container_InAHardenedPool()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        var job = Run(bench, new JobPlan("test", ["self-hosted", "linux", "x64"]) { Conclusion = "failure", FailingStep = "Initialize containers" })[0];
        await bench.PassAsync();
        var runner = Assert.Single(bench.Runners.ListOpen());
        bench.TakeJob(runner, job);
        await bench.PassAsync();
        Assert.True(bench.World.CompleteJob(job, "failure"));

        await Explained.AssertAsync(bench, job, "container_needs_docker", "remove 'container:'", "get_job_logs");
    }

    [Fact]
    public async Task Running_ThenFailed_SaysThatItDoesNotWait()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        var job = bench.Queue("octocat/web");
        await bench.PassAsync();
        var runner = Assert.Single(bench.Runners.ListOpen());
        bench.TakeJob(runner, job);
        await bench.PassAsync();

        await Explained.AssertAsync(bench, job, "running", "get_runner");
        bench.World.CompleteJob(job, "failure");
        await Explained.AssertAsync(bench, job, "finished", "gh run rerun", "get_job_logs");
    }

    [Fact]
    public async Task QueuedForADay_SaysRunItAgain()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        var job = bench.Queue("octocat/web", "self-hosted", "fpga");
        await bench.PassAsync();
        bench.Time.Advance(TimeSpan.FromHours(25));

        await Explained.AssertAsync(bench, job, "queued_too_long", "gh run rerun");
    }

    private static IReadOnlyList<long> Run(AutoscalerBench bench, params JobPlan[] jobs)
    {
        bench.World.AddRepository("octocat/web");
        return bench.World.QueueRun("octocat/web", "CI", ".github/workflows/ci.yml", jobs).JobIds;
    }
}
