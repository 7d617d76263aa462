using GitHubSimulator;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Tests.Tools;

/// <summary><c>rerun_failed_jobs</c> and <c>cancel_run</c>.</summary>
public sealed class ChangeRunToolsTests
{
    [Theory]
    [InlineData("rerun_failed_jobs")]
    [InlineData("cancel_run")]
    public async Task Call_NotAllowed_SaysHowToAllowItAndChangesNothing(string tool)
    {
        await using var bench = await Bench.StartAsync();
        var run = Fail(bench);

        Assert.Contains($"--allow {tool}", await bench.RefusalAsync(tool, Call(run.Id)), StringComparison.Ordinal);
        Assert.Equal(1, bench.GitHub.World.Snapshot().Runs[run.Id].Attempt);
        Assert.Equal("refused: not allowed", Audit(bench).Outcome);
    }

    [Fact]
    public async Task Rerun_FailedRun_QueuesItsFailedJobsAgainAndIsAudited()
    {
        await using var bench = await StartAsync();
        var run = Fail(bench);

        var answer = await bench.AskAsync("rerun_failed_jobs", Call(run.Id));

        Assert.Equal((2, 1), (answer.Number("attempt"), answer.Number("jobs_total")));
        Assert.Equal("build", Assert.Single(answer.List("jobs")).GetString());
        Assert.Equal("queued", bench.GitHub.World.Snapshot().StatusOf(bench.GitHub.World.Snapshot().Runs[run.Id]));
        var entry = Audit(bench);
        Assert.Equal(("rerun_failed_jobs", "ok", "test-client 1"), (entry.Tool, entry.Outcome, entry.Client));
        Assert.Contains($"octo/web run {run.Id} attempt 2", entry.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rerun_ByTheAddressOfAJob_MeansItsRun()
    {
        await using var bench = await StartAsync();
        var run = Fail(bench);

        var answer = await bench.AskAsync("rerun_failed_jobs", $$"""{"run":"https://github.com/octo/web/actions/runs/{{run.Id}}/job/{{run.JobIds[0]}}","confirm":true}""");

        Assert.Equal(run.Id, answer.GetProperty("run_id").GetInt64());
    }

    [Fact]
    public async Task Rerun_WhatCannotBeRunAgain_SaysWhy()
    {
        await using var bench = await StartAsync();
        var good = Add(bench, "success", TimeSpan.FromHours(2));
        var old = Add(bench, "failure", TimeSpan.FromDays(40));
        var waiting = bench.Queue();

        Assert.Contains("No job of the run", await bench.RefusalAsync("rerun_failed_jobs", Call(good.Id)), StringComparison.Ordinal);
        Assert.Contains("after 30 days", await bench.RefusalAsync("rerun_failed_jobs", Call(old.Id)), StringComparison.Ordinal);
        Assert.Contains("has not ended", await bench.RefusalAsync("rerun_failed_jobs", Call(waiting.RunId)), StringComparison.Ordinal);
        Assert.Contains("no such thing", await bench.RefusalAsync("rerun_failed_jobs", Call(4242)), StringComparison.Ordinal);
        Assert.Contains("Add 'repository'", await bench.RefusalAsync("rerun_failed_jobs", """{"run":"4242","confirm":true}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rerun_SomebodyWasFaster_SaysThatItRunsAlready()
    {
        await using var bench = await StartAsync();
        var run = Fail(bench);
        bench.GitHub.Faults.ActThenFailNext(1, 500, "POST", $"/repos/octo/web/actions/runs/{run.Id}/rerun");
        Assert.Contains("GitHub itself failed", await bench.RefusalAsync("rerun_failed_jobs", Call(run.Id)), StringComparison.Ordinal);

        Assert.Contains("has not ended", await bench.RefusalAsync("rerun_failed_jobs", Call(run.Id)), StringComparison.Ordinal);
        Assert.StartsWith("failed: ", Audit(bench).Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancel_OpenRun_EndsItsJobsAndIsAudited()
    {
        await using var bench = await StartAsync();
        var job = bench.Queue();
        bench.Observe(job);

        // The ledger knows where it is.
        var answer = await bench.AskAsync("cancel_run", $$"""{"run":"{{job.RunId}}","confirm":true}""");

        Assert.Equal("cancelled", bench.GitHub.World.Snapshot().Jobs[job.Id].Conclusion);
        Assert.Equal(1, answer.Number("jobs_total"));
        Assert.Equal(("cancel_run", "ok"), (Audit(bench).Tool, Audit(bench).Outcome));
        Assert.Contains("has ended already (cancelled)", await bench.RefusalAsync("cancel_run", Call(job.RunId)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancel_EndsMeanwhile_SaysSo()
    {
        await using var bench = await StartAsync();
        var job = bench.Queue();
        bench.GitHub.Faults.FailNext(1, 409, "POST", $"/repos/octo/web/actions/runs/{job.RunId}/cancel");

        Assert.Contains("has ended meanwhile", await bench.RefusalAsync("cancel_run", Call(job.RunId)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancel_TokenMayNot_NamesThePermission()
    {
        await using var bench = await StartAsync();
        var job = bench.Queue();
        bench.GitHub.Faults.FailNext(1, 403, "POST", $"/repos/octo/web/actions/runs/{job.RunId}/cancel");

        Assert.Contains("\"Actions: write\"", await bench.RefusalAsync("cancel_run", Call(job.RunId)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rerun_failed_jobs", "oldest")]
    [InlineData("cancel_run", "the red one")]
    public async Task Call_NoRun_NamesTheArgument(string tool, string run)
    {
        await using var bench = await StartAsync();

        Assert.Contains($"'run' of {tool} must be a run id", await bench.RefusalAsync(tool, $$"""{"run":"{{run}}","confirm":true}"""), StringComparison.Ordinal);
    }

    private static Task<Bench> StartAsync() => Bench.StartAsync(options => options.AllowedTools.UnionWith(["rerun_failed_jobs", "cancel_run"]));

    private static SimulatedRun Fail(Bench bench) => Add(bench, "failure", TimeSpan.FromHours(2));

    private static SimulatedRun Add(Bench bench, string conclusion, TimeSpan ago)
    {
        bench.GitHub.World.AddRepository("octo/web");
        return bench.GitHub.World.AddCompletedRun(
            "octo/web", "CI", ".github/workflows/ci.yml", conclusion, bench.Now - ago, bench.Now - ago + TimeSpan.FromMinutes(5), new JobPlan("lint", ["self-hosted"]), new JobPlan("build", ["self-hosted"]));
    }

    private static AuditEntry Audit(Bench bench) => new AuditLog(bench.Ledger.Database).Recent(1)[0];

    private static string Call(long run) => $$"""{"run":"{{run}}","repository":"octo/web","confirm":true}""";
}
