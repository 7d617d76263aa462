using Mcp.Tools.Runners.Launching;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Lifecycle;
using Mcp.Tools.Runners.Tests.DemandSources.ScaleSets;
using Mcp.Tools.Runners.Tests.Lifecycle;

namespace Mcp.Tools.Runners.Tests.Tools;

/// <summary>Causes that lie in starting a runner or in reading GitHub, provoked by faults of the simulator and the engine.</summary>
public sealed class ExplainStartsTests
{
    [Theory]
    [InlineData("image_missing", "docker pull ghcr.io/actions/actions-runner:latest")]
    [InlineData("image_wrong_architecture", "--platform linux/amd64")]
    [InlineData("engine_error", "docker info")]
    [InlineData("gpu_missing", "host_capabilities")]
    [InlineData("runtime_missing", "{{json .Runtimes}}")]
    [InlineData("own_docker_unavailable", "ownDocker")]
    [InlineData("egress_unavailable", "docker ps")]
    [InlineData("host_unprotected", "docker.hostProtection")]
    public async Task EngineRefuses_SaysWhyAndWhatToDo(string code, string remedy)
    {
        await using var bench = await AutoscalerBench.StartAsync();
        var job = bench.Queue("octocat/web");
        bench.Engine.Trouble = new LauncherException(code, "This is in the way.");
        await bench.PassAsync();
        await bench.PassAsync();

        var answer = await Explained.AssertAsync(bench, job, code, remedy);
        Assert.Contains("This is in the way.", answer.Text("explanation"), StringComparison.Ordinal);
        Assert.Equal("backing_off", bench.DecisionOn(job)!.Code);
    }

    [Fact]
    public async Task BreakerOpen_SaysWhyAndHealsItsCause()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        var job = bench.Queue("octocat/web");
        bench.Engine.Trouble = new LauncherException(ReasonCode.ImageMissing, "The image is not there.");
        for (var failure = 0; failure < 2; failure++)
        {
            await bench.PassAsync();
            await bench.LiveOnAsync(TimeSpan.FromSeconds(20));
        }

        await bench.PassAsync();
        await bench.PassAsync();

        var answer = await Explained.AssertAsync(bench, job, "breaker_open", "docker pull");
        Assert.Contains("3 starts", answer.Text("explanation"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RegistrationRefused_NamesThePermission()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        var job = bench.Queue("octocat/web");
        bench.GitHub.Faults.FailNext(99, 403, "POST", "/repos/octocat/web/actions/runners/generate-jitconfig");
        await bench.PassAsync();
        await bench.PassAsync();

        await Explained.AssertAsync(bench, job, "registration_refused", "the scope 'repo'", "gh auth status");
    }

    [Fact]
    public async Task RunnerGroup_LetsPublicRepositoriesIn()
    {
        await using var bench = await ListeningBench.LiveAsync();
        bench.GitHub.ScaleSets.ChangeRunnerGroup(1, group => group with { AllowsPublicRepositories = true });
        var job = await bench.AssignedAsync();
        await bench.Autoscaler.PassAsync();
        await bench.Autoscaler.PassAsync(Look.Engine);

        await Explained.AssertAsync(bench.Autoscaler, job, "runner_group", "gh api orgs/octo-org/actions/runner-groups");
    }

    [Fact]
    public async Task TokenLacksAPermission_QueueUnreadable_NamesIt()
    {
        await using var bench = await AutoscalerBench.StartAsync(options => options.Repositories.Add("octocat/web"));
        var job = bench.Queue("octocat/web");
        bench.GitHub.Faults.FailNext(99, 403, "GET", "/repos/octocat/web/actions/runs");
        await bench.PassAsync();
        bench.GitHub.Faults.Clear();

        await Explained.AssertAsync(bench, job, "token_lacks_permission", "the scope 'repo'", "gh auth status");
    }

    [Fact]
    public async Task QueueUnreadable_ForAnotherReason_SaysThatNothingIsGuessed()
    {
        await using var bench = await AutoscalerBench.StartAsync(options => options.Repositories.Add("octocat/web"));
        var job = bench.Queue("octocat/web");
        bench.GitHub.Faults.FailNext(99, 401, "GET", "/repos/octocat/web/actions/runs");
        await bench.PassAsync();
        bench.GitHub.Faults.Clear();

        await Explained.AssertAsync(bench, job, "demand_unknown", "once GitHub answers");
    }

    [Fact]
    public async Task RateLimit_SaysWhenItGoesOn()
    {
        await using var bench = await AutoscalerBench.StartAsync(options => options.Repositories.Add("octocat/web"));
        bench.Engine.Available = false;
        var job = bench.Queue("octocat/web");
        await bench.PassAsync();
        bench.Engine.Available = true;
        bench.GitHub.Faults.SecondaryLimitNext(99, TimeSpan.FromMinutes(10));
        await bench.LiveOnAsync(TimeSpan.FromMinutes(1));
        await bench.PassAsync();

        var answer = await Explained.AssertAsync(bench, job, "rate_limited", "GitHub App", "gh api rate_limit");
        Assert.NotNull(answer.GetProperty("job").Text("stale_because"));
    }

    [Theory]
    [InlineData(7, "runner_too_old", "docker pull")]
    [InlineData(1, "runner_died", "runner_history")]
    public async Task RunnerEndsBeforeItHadAJob_SaysWhereItsLogIs(int exitCode, string verdict, string remedy)
    {
        await using var bench = await AutoscalerBench.StartAsync();
        var job = bench.Queue("octocat/web");
        await bench.PassAsync();
        bench.Engine.End(Assert.Single(bench.Engine.Containers).ContainerId, exitCode);
        await bench.PassAsync();

        await Explained.AssertAsync(bench, job, verdict, remedy);
    }

    [Fact]
    public async Task RunnerNeverOnline_SaysWhereItsLogIs()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        var job = bench.Queue("octocat/web");
        await bench.PassAsync();
        await bench.LiveOnAsync(TimeSpan.FromSeconds(121));
        await bench.PassAsync();
        await bench.PassAsync();

        await Explained.AssertAsync(bench, job, "registration_timeout", "runner_history");
    }

    [Fact]
    public async Task ImagePulling_SaysHowFarThatIs()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        var release = new TaskCompletionSource();
        bench.Engine.Slow = release.Task;
        var job = bench.Queue("octocat/web");
        var pass = bench.Get<ScalingPass>().RunAsync("test", Look.Everything, TestContext.Current.CancellationToken);
        await bench.UntilAsync(() => bench.Runners.ListOpen() is [{ State: RunnerState.Registered }]);
        var now = bench.Time.GetUtcNow();

        // The engine in memory pulls nothing, so its word on the board is written here as the launcher writes it.
        bench.Get<StatusBoard>().Put(StatusJson.Pulls([new ImagePull("ghcr.io/actions/actions-runner:latest", now, now, 7, 2, 34 << 20, 210 << 20)], now));
        var answer = await Explained.AssertAsync(bench, job, "image_pulling");

        Assert.Contains("34 of 210 MiB", answer.Text("explanation"), StringComparison.Ordinal);
        release.SetResult();
        await pass;
        await bench.Get<RunnerWork>().DrainAsync();
    }
}
