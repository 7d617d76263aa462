using GitHubSimulator;

namespace Mcp.Tools.Runners.Tests.Tools;

public sealed class FilterByArchToolTests
{
    [Fact]
    public async Task Filter_MixedQueue_JudgesEachWithEvidence()
    {
        await using var bench = await Bench.StartAsync();
        bench.Pass(
        [
            bench.Queue(labels: ["self-hosted", "linux", "x64"]),
            bench.Queue(labels: ["self-hosted", "linux", "ARM64"]),
            bench.Queue(labels: "ubuntu-latest"),
            bench.Queue(labels: ["self-hosted", "macos"]),
            bench.Queue(name: "test (aarch64)", labels: ["self-hosted", "linux"]),
            bench.Queue(labels: ["self-hosted", "linux"]),
        ]);

        var answer = await bench.AskAsync("filter_by_arch", """{"architecture":"arm64"}""");

        Assert.Equal(
            ["other_architecture", "fits", "hosted", "other_os", "fits", "unspecified"],
            answer.List("jobs").Select(job => job.Text("verdict")));
        Assert.Equal([false, false, false, false, true, false], answer.List("jobs").Select(job => job.GetProperty("hint_only").GetBoolean()));
        Assert.Equal("the label 'ARM64'", answer.List("jobs")[1].Text("evidence"));
        Assert.False(answer.List("jobs")[5].Has("architecture"));
        Assert.Equal(2, answer.GetProperty("counts").Number("fits"));
        Assert.StartsWith("2 of 6 queued jobs ask for arm64, 3 for something else, and 1 name no architecture", answer.Text("summary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filter_NoReadingYet_SaysUnknown()
    {
        await using var bench = await Bench.StartAsync();

        var answer = await bench.AskAsync("filter_by_arch");

        Assert.Contains("unknown", answer.Text("summary"), StringComparison.Ordinal);
        Assert.Equal(HostArchitecture.ToLabel(HostArchitecture.Current), answer.Text("architecture"));
    }

    [Fact]
    public async Task Filter_ManyJobs_PagesOldestFirst()
    {
        await using var bench = await Bench.StartAsync();
        var jobs = Enumerable.Range(0, 5).Select(_ => bench.Queue()).ToArray();
        bench.Pass(jobs);

        var first = await bench.AskAsync("filter_by_arch", """{"limit":3}""");
        var second = await bench.AskAsync("filter_by_arch", $$"""{"limit":3,"cursor":"{{first.Text("cursor")}}"}""");

        Assert.Equal(jobs.Select(job => job.Id), first.List("jobs").Concat(second.List("jobs")).Select(job => job.GetProperty("job_id").GetInt64()));
        Assert.False(second.Has("cursor"));
    }

    [Fact]
    public async Task Filter_Run_JudgesItsJobsFromGitHubWhateverTheirStatus()
    {
        await using var bench = await Bench.StartAsync();
        bench.GitHub.World.AddRepository("octo/web");
        var run = bench.GitHub.World.QueueRun(
            "octo/web", "CI", ".github/workflows/ci.yml", new JobPlan("a", ["self-hosted", "arm64"]), new JobPlan("b", ["self-hosted", "x64"]), new JobPlan("c", ["ubuntu-latest"]));
        Assert.True(bench.GitHub.World.CompleteJob(run.JobIds[0], "success"));

        var byAddress = await bench.AskAsync("filter_by_arch", $$"""{"architecture":"arm64","run":"https://github.com/octo/web/actions/runs/{{run.Id}}"}""");
        var byId = await bench.AskAsync("filter_by_arch", $$"""{"architecture":"arm64","run":"{{run.Id}}","repository":"octo/web"}""");

        Assert.Equal(["fits", "other_architecture", "hosted"], byAddress.List("jobs").Select(job => job.Text("verdict")));
        Assert.Equal(byAddress.GetProperty("jobs").GetRawText(), byId.GetProperty("jobs").GetRawText());
        Assert.Equal(("github", "all"), (byAddress.GetProperty("seen").Text("source"), byAddress.Text("status")));
        Assert.StartsWith("1 of 3 jobs of the run ask for arm64", byAddress.Text("summary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filter_RunWhileGitHubFails_UsesTheLedger()
    {
        await using var bench = await Bench.StartAsync();
        var job = bench.Queue(labels: ["self-hosted", "arm64"]);
        bench.Pass([job]);
        bench.GitHub.Faults.FailNext(99, 401);

        var answer = await bench.AskAsync("filter_by_arch", $$"""{"architecture":"arm64","run":"{{job.RunId}}","repository":"octo/web"}""");

        Assert.Equal("fits", Assert.Single(answer.List("jobs")).Text("verdict"));
        Assert.Equal("ledger", answer.GetProperty("seen").Text("source"));
    }

    [Fact]
    public async Task Filter_Job_JudgesOnlyIt()
    {
        await using var bench = await Bench.StartAsync();
        var job = bench.Queue(name: "test (aarch64)", labels: ["self-hosted"]);
        bench.Pass([bench.Queue(), job]);

        var answer = await bench.AskAsync("filter_by_arch", $$"""{"architecture":"arm64","job":"{{job.Id}}"}""");

        Assert.Equal((job.Id, true), (Assert.Single(answer.List("jobs")).GetProperty("job_id").GetInt64(), answer.List("jobs")[0].GetProperty("hint_only").GetBoolean()));
    }

    [Fact]
    public async Task Filter_WholeScopePerRun_CountsEachRunsJobs()
    {
        await using var bench = await Bench.StartAsync();
        var (fits, other) = (bench.Queue(labels: ["self-hosted", "arm64"]), bench.Queue(labels: ["self-hosted", "x64"]));
        var mixed = bench.Queue("octo/api", labels: ["self-hosted", "arm64"]);
        bench.Pass([fits, other, mixed, other with { Id = 777, RunId = mixed.RunId, Repository = mixed.Repository, Status = JobStatus.Completed }]);

        var all = await bench.AskAsync("filter_by_arch", """{"architecture":"arm64","status":"all","per":"run"}""");
        var first = await bench.AskAsync("filter_by_arch", """{"architecture":"arm64","status":"all","per":"run","limit":2}""");

        Assert.Equal([("fits", fits.RunId), ("none", other.RunId), ("partly", mixed.RunId)], all.List("runs").Select(run => (run.Text("verdict")!, run.GetProperty("run_id").GetInt64())).OrderBy(run => run.Item1, StringComparer.Ordinal));
        Assert.Empty(all.List("jobs"));
        Assert.Equal(2, all.List("runs").Single(run => run.Text("verdict") == "partly").GetProperty("jobs").EnumerateObject().Sum(count => count.Value.GetInt32()));
        Assert.Equal((3, 2), (first.Number("total"), first.List("runs").Length));
        Assert.True(first.Has("cursor"));
    }

    [Theory]
    [InlineData("""{"run":"1","job":"2"}""", "'job' of filter_by_arch cannot be given beside 'run'")]
    [InlineData("""{"run":"1","status":"queued"}""", "'status' of filter_by_arch cannot be given beside")]
    [InlineData("""{"run":"oldest"}""", "'run' of filter_by_arch must be a run id")]
    public async Task Filter_ArgumentsThatContradict_AreRefused(string arguments, string sentence)
    {
        await using var bench = await Bench.StartAsync();

        Assert.Contains(sentence, await bench.RefusalAsync("filter_by_arch", arguments), StringComparison.Ordinal);
    }
}
